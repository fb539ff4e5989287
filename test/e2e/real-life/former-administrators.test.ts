import { expect } from 'chai';
import type { Plan } from '../../../src/model/plan.js';
import type { DoctorDocument } from '../../../src/report/json/doctor.js';
import type { StatusDocument } from '../../../src/report/json/status.js';
import { configState } from '../../../src/simulator/services/config/state.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { administratorOf } from '../../support/disturb/administrator.js';
import { changedIn, foreignIn, type Foreign } from '../../support/foreign.js';
import { appliedAgain, applyTo, byHand, nothingToDo } from '../../support/real-life.js';

const [audit, security] = ['222222222222', '333333333333'];
const region = 'us-east-1';
const left = { name: 'security-team', accountId: security, region, ours: false };
const oneLine = (text: string) => text.replace(/\s+/g, ' ');

describe('Former administrators left aggregators behind', function () {
  this.timeout(120_000);
  let world: CliWorld;
  let foreign: Foreign;
  beforeEach(async () => {
    world = await startCliWorld('former-administrators');
    foreign = foreignIn(world.simulator);
    expect((await applyTo(world)).document.outcome).to.equal('done');
  });
  afterEach(async () => {
    expect(Object.keys(foreign)).to.have.length(3);
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
    await world.stop();
  });

  const aggregatorsIn = (accountId: string) =>
    Object.keys(configState(world.simulator.world, { accountId, region }).aggregators).sort();
  const status = async () => (await world.json<StatusDocument>(['status'])).document;
  const plan = async () => (await world.json<{ plan: Plan }>(['plan'])).document.plan;
  const deregister = (AccountId: string) =>
    byHand(world, 'organizations', 'DeregisterDelegatedAdministrator', {
      AccountId,
      ServicePrincipal: 'config.amazonaws.com',
    });
  const doctor = async () => {
    const { document } = await world.json<DoctorDocument>(['doctor']);
    return document.checks.find(({ code }) => code === 'D025');
  };
  const deletedByHand = (accountId: string) =>
    administratorOf(world.simulator, { accountId, region }).call('config', 'DeleteConfigurationAggregator', {
      ConfigurationAggregatorName: 'orgsecrets',
    });

  it('another’s: status names it in the home Region, doctor in every covered Region, with its account and the command; it stays', async () => {
    const { strayAggregators } = await status();
    expect(strayAggregators).to.deep.equal({ found: [left], looked: 2, unseen: [] });
    const shown = oneLine((await world.orgsecrets(['status'])).stdout);
    expect(shown).to.contain('Aggregators that were left behind (1)');
    expect(shown).to.contain(
      `In account ${security}: aws configservice delete-configuration-aggregator --configuration-aggregator-name security-team --region us-east-1`,
    );
    const check = await doctor();
    expect(check).to.include({ verdict: 'warning' });
    expect(check?.reason).to.contain(
      'security-team-europe in 333333333333, eu-west-1, security-team in 333333333333, us-east-1; 2 accounts looked at, each in its covered Regions',
    );
    expect(check?.mend).to.contain(
      `In account ${security}: aws configservice delete-configuration-aggregator --configuration-aggregator-name security-team-europe --region eu-west-1`,
    );
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('our administrator was deregistered, and the org.yaml names the next: ours goes once that is allowed, another’s beside it stays and is named', async () => {
    const state = configState(world.simulator.world, { accountId: audit, region });
    const { orgsecrets } = state.aggregators;
    const roleArn = `arn:aws:iam::${audit}:role/theirs`;
    state.aggregators['theirs'] = {
      ...orgsecrets!,
      name: 'theirs',
      organizationSource: { RoleArn: roleArn },
    };
    const theirs = JSON.stringify(state.aggregators['theirs']);
    await deregister(audit);
    world.editOrg((text) => text.replace(`accountId: '${audit}'`, "accountId: '444444444444'"));
    const { actions, warnings } = await plan();
    expect(actions.filter(({ destructive }) => destructive).map(({ id }) => id)).to.deep.equal([
      `delete-aggregator/${audit}/${region}/orgsecrets`,
      'delete-instances/orgsecrets-hub',
    ]);
    const said = warnings.find((warning) => warning.includes('Aggregator theirs'));
    expect(said)
      .to.contain('collects nothing')
      .and.to.contain('it stays')
      .and.to.contain(`In account ${audit}`);
    expect((await applyTo(world)).exitCode).to.equal(4);
    const { document } = await applyTo(world, '--allow-destroy');
    expect(document.aggregator).to.include({ accountId: '444444444444', status: 'succeeded' });
    expect(aggregatorsIn(audit)).to.deep.equal(['theirs']);
    expect(JSON.stringify(state.aggregators['theirs'])).to.equal(theirs);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
    expect((await status()).strayAggregators.found).to.deep.equal([
      { ...left, name: 'theirs', accountId: audit },
      left,
    ]);
  });

  it('ours is left where its hub is gone too: named as ours, and never deleted behind anybody’s back', async () => {
    const ours = {
      ...configState(world.simulator.world, { accountId: audit, region }).aggregators['orgsecrets']!,
      organizationSource: { RoleArn: 'arn:aws:iam::444444444444:role/orgsecrets-aggregator' },
    };
    configState(world.simulator.world, { accountId: '444444444444', region }).aggregators['orgsecrets'] =
      ours;
    const { found } = (await status()).strayAggregators;
    expect(found).to.deep.equal([
      left,
      { name: 'orgsecrets', accountId: '444444444444', region, ours: true },
    ]);
    expect((await doctor())?.reason).to.contain('orgsecrets in 444444444444, us-east-1 (made by orgsecrets)');
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
    expect(aggregatorsIn('444444444444')).to.deep.equal(['orgsecrets']);
  });

  it('our administrator was deregistered by hand: it is registered again; a change that AWS then refuses names the way out', async () => {
    await deregister(audit);
    expect((await status()).aggregator).to.include({ status: 'failed' });
    const planned = await plan();
    expect(planned.actions.map(({ id }) => id)).to.deep.equal([
      `register-delegated-administrator/config.amazonaws.com/${audit}`,
    ]);
    expect(planned.warnings.join('\n')).to.contain(`made before ${audit} lost its registration`);
    const { document } = await applyTo(world);
    expect([document.outcome, document.aggregator.status]).to.deep.equal(['done', 'succeeded']);

    world.editOrg((text) => `${text}aggregator: { regions: all }\n`);
    const refused = await applyTo(world);
    expect([refused.exitCode, refused.document.outcome]).to.deep.equal([1, 'failed']);
    const [failed] = refused.document.actions.failed;
    expect(failed?.id).to.equal('put-aggregator/orgsecrets');
    expect(failed?.failures[0]?.reason).to.contain('delegated administrator role changed');
    expect(failed?.failures[0]?.instructions).to.contain('delete-configuration-aggregator');
    await deletedByHand(audit);
    expect((await applyTo(world)).document.aggregator).to.include({ status: 'succeeded' });
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });
});
