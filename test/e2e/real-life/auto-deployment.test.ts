import { expect } from 'chai';
import type { AccountsDocument } from '../../../src/report/json/accounts.js';
import { organizationOf } from '../../../src/simulator/services/organizations/state.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { changedIn, foreignIn } from '../../support/foreign.js';
import { all, appliedAgain, applyTo, byHand, nothingToDo, targetsIn } from '../../support/real-life.js';
import { isOutsideChange } from '../../support/outside-change.js';

const covered = ['111111111111', '222222222222', '300000000001', '300000000002', '300000000003'];
const [fresh, used, acquired] = ['300000000004', '300000000005', '300000000006'] as const;
const places = (accounts: readonly string[]) =>
  accounts.flatMap((account) => [`${account}/eu-west-1`, `${account}/us-east-1`]);
const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'config.amazonaws.com' },
      Action: ['s3:GetBucketAcl', 's3:ListBucket', 's3:PutObject'],
      Resource: ['arn:aws:s3:::their-history', 'arn:aws:s3:::their-history/*'],
    },
  ],
};
/** Accounts that are to join: one in which AWS Config was used before, and one that has a recorder. */
const others = [
  `  - { id: '${used}', name: used, ou: /Outside, serviceLinkedRoles: [config.amazonaws.com] }`,
  `  - { id: '${acquired}', name: acquired, ou: /Outside }`,
  'recorders:',
  `  - { accountId: '${acquired}', region: eu-west-1, name: theirs, recording: false, channel: { bucket: their-history } }`,
  'buckets:',
  `  - { name: their-history, accountId: '${acquired}', region: eu-west-1, policy: ${JSON.stringify(policy)} }`,
  'principals:',
].join('\n');

describe('AWS itself brings recorders and rules to accounts that join (stackSets.autoDeployment: all)', function () {
  this.timeout(180_000);
  let world: CliWorld;
  before(async () => {
    world = await startCliWorld('accounts-moves', (text) => text.replace('principals:', others));
    world.editOrg((text) =>
      text.replace(/ {2}exclude:\n.*\n.*\n/, '').concat('  autoDeployment: all\n  deadline: 5\n'),
    );
  });
  after(() => world.stop());

  /** Moves it into a covered unit, and lets AWS follow for a few minutes. */
  const joins = async (account: string) => {
    const { simulator } = world;
    const { accounts, organizationalUnits } = organizationOf(simulator.world);
    const unit = Object.values(organizationalUnits).find(({ name }) => name === 'Test');
    await byHand(world, 'organizations', 'MoveAccount', {
      AccountId: account,
      SourceParentId: accounts[account]?.parentId,
      DestinationParentId: unit?.id,
    });
    await simulator.clock.sleep(5 * 60_000);
  };
  const howStands = async (account: string) =>
    (await world.json<AccountsDocument>(['accounts', '--account', account])).document.accounts[0];

  it('an account that joins gets roles, service-linked role, recorder and rules from AWS, each after what it stands on', async () => {
    expect((await applyTo(world)).document.outcome).to.equal('done');
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
    const { simulator } = world;
    const [from, moved] = [simulator.log.length, simulator.clock.now()];
    await joins(fresh);
    expect(targetsIn(simulator)).to.include(all(places([fresh])));
    const calls = simulator.log.slice(from);
    expect(calls.filter(isOutsideChange)).to.deep.equal([]);
    const times = (operation: string, input: string, region?: string) =>
      calls
        .filter(
          (call) =>
            call.accountId === fresh &&
            call.operation === operation &&
            (region === undefined || call.region === region) &&
            JSON.stringify(call.input).includes(input),
        )
        .map(({ time }) => time - moved);
    for (const region of ['eu-west-1', 'us-east-1']) {
      const steps = [
        times('CreateRole', '"orgsecrets-look"'),
        times('CreateServiceLinkedRole', '"config.amazonaws.com"'),
        times('PutConfigurationRecorder', '', region),
        times('PutConfigRule', '', region),
      ];
      for (const [index, own] of steps.entries()) {
        expect(own, String(index)).to.have.length(index === 3 ? 5 : 1);
        expect(Math.min(...own), String(index)).to.be.above(Math.max(0, ...(steps[index - 1] ?? [])));
        expect(Math.max(...own)).to.be.below(5 * 60_000);
      }
    }
  });

  it('the list of accounts has it as deployed since it joined, and the next run proves it without a change', async () => {
    expect(await howStands(fresh)).to.deep.include({
      coverage: 'deployed',
      targets: { desired: 2, deployed: 2 },
    });
    expect((await howStands(fresh))?.since?.what).to.equal('joined');
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome, document.calls.mutating]).to.deep.equal([0, 'done', 0]);
    expect(document.coverage.rules).to.deep.equal({ desired: 12, verified: 12, gaps: [] });
    expect(targetsIn(world.simulator)).to.include(all(places([...covered, fresh])));
  });

  it('where the service-linked role was there before, AWS fails to make it again, and all the rest comes', async () => {
    await joins(used);
    expect(targetsIn(world.simulator)).to.include(all(places([used])));
    const { exitCode, document } = await applyTo(world);
    expect([exitCode, document.outcome, document.calls.mutating]).to.deep.equal([0, 'done', 0]);
  });

  it('an account that joins with a recorder of its own is left as it is, and the next run refuses with what to do', async () => {
    const theirs = Object.entries(foreignIn(world.simulator)).filter(([key]) => key.startsWith(acquired));
    expect(theirs).not.to.deep.equal([]);
    await joins(acquired);
    const { exitCode, stderr } = await world.orgsecrets(['apply', '--auto-approve']);
    expect(exitCode).to.equal(3);
    const said = stderr.replaceAll(/\s+/g, ' ');
    expect(said).to.contain('autoDeployment: all does not go with recorders that were there before');
    expect(said).to.contain(acquired).and.to.contain('autoDeployment: member');
    expect(changedIn(world.simulator, Object.fromEntries(theirs))).to.deep.equal([]);
  });

  it('with auto-deployment of the roles alone it is then adopted, and everybody else stays covered', async () => {
    world.editOrg((text) =>
      text.replace('autoDeployment: all', 'autoDeployment: member').concat('recorder: { adopt: start }\n'),
    );
    const { exitCode, document } = await applyTo(world);
    expect(document.actions.failed).to.deep.equal([]);
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(targetsIn(world.simulator)).to.deep.equal({
      ...all(places([...covered, fresh, used, acquired])),
      [`${acquired}/eu-west-1`]: 'theirs records, 5 rules',
    });
    expect((await howStands(acquired))?.coverage).to.equal('deployed');
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });
});
