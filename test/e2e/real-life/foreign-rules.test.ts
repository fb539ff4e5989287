import { expect } from 'chai';
import type { Plan } from '../../../src/model/plan.js';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import { configState } from '../../../src/simulator/services/config/state.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { changedIn, foreignIn, type Foreign } from '../../support/foreign.js';

const cmk = 'secretsmanager-using-cmk';
const unused = 'secretsmanager-secret-unused';

describe('Rules with the names of ours are there already', function () {
  this.timeout(120_000);
  let world: CliWorld;
  let foreign: Foreign;
  let planned: Plan;
  let applied: ApplyDocument;

  const apply = async () => (await world.json<ApplyDocument>(['apply', '--auto-approve'])).document;
  const rulesIn = (place: string): readonly string[] => {
    const { config } = world.simulator.snapshot() as {
      config: Record<string, { rules: Record<string, unknown> }>;
    };
    return Object.keys(config[place]!.rules);
  };
  const gapsIn = ({ coverage }: ApplyDocument) =>
    coverage.rules.gaps.map(({ accountId, region, reason }) => `${accountId}/${region} ${reason}`);

  before(async () => {
    world = await startCliWorld('foreign-rules');
    foreign = foreignIn(world.simulator);
    planned = (await world.json<{ plan: Plan }>(['plan'])).document.plan;
    applied = await apply();
  });
  after(() => world.stop());

  it('equal ones are adopted, and only the others are made there', () => {
    expect(rulesIn('333333333331/us-east-1')).to.have.lengthOf(5);
    expect(planned.warnings.join()).to.contain(`Rule ${cmk} was there before`);
    expect(
      planned.actions.flatMap((action) =>
        action.type === 'create-instances' ? (action.withoutRules ?? []) : [],
      ),
    ).to.include.members([cmk, unused]);
  });

  it('where all five are there, nothing is made', () => {
    expect(rulesIn('333333333332/us-east-1')).to.have.lengthOf(5);
    const reached = planned.actions.flatMap((action) =>
      action.type === 'create-instances' && action.stackSet.name === 'orgsecrets-rules-us-east-1'
        ? action.targets.map(({ accountId }) => accountId)
        : [],
    );
    expect(reached).to.include('333333333331').and.not.to.include('333333333332');
  });

  it('others are never overwritten: the plan says how they differ, and nothing is made there before a person decides', () => {
    const place = '333333333331/eu-west-1';
    expect(planned.obstacles.map(({ reason }) => reason)).to.have.members([
      `rule ${unused}, which was there before, is another one: parameters.unusedForDays is 30, not 90`,
      `rule ${cmk}, which was there before, is another one: identifier is ENCRYPTED_VOLUMES, not SECRETSMANAGER_USING_CMK`,
    ]);
    expect(rulesIn(place)).to.have.members([unused, cmk]);
    expect(gapsIn(applied).filter((gap) => gap.startsWith(place))).to.deep.equal([
      `${place} missing: secretsmanager-rotation-enabled-check, secretsmanager-scheduled-rotation-success-check, secretsmanager-secret-periodic-rotation; ${unused} is another rule: parameters.unusedForDays is 30, not 90; ${cmk} is another rule: identifier is ENCRYPTED_VOLUMES, not SECRETSMANAGER_USING_CMK`,
    ]);
    expect(applied.outcome).to.equal('refused');
  });

  it('one that outlived its recorder is looked for and adopted beside ours, before a stack could meet it', () => {
    const place = '333333333333/eu-west-1';
    expect(planned.warnings.join()).to.contain(place);
    expect(applied.actions.failed.map(({ id }) => id)).to.deep.equal(['prove-coverage']);
    expect(rulesIn(place)).to.have.lengthOf(5);
    expect(gapsIn(applied)).to.have.lengthOf(1);
  });

  it('nothing of theirs differs afterwards, byte for byte', () => {
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
  });

  it('once others are gone, ours are made; all is covered, and a second apply changes nothing', async () => {
    const place = { accountId: '333333333331', region: 'eu-west-1' };
    configState(world.simulator.world, place).rules = {};
    const document = await apply();
    expect(document.outcome).to.equal('done');
    expect(document.coverage.rules).to.include({ desired: 10, verified: 10 });
    expect((await apply()).calls.mutating).to.equal(0);
  });

  it('once an adopted one is gone, our stack makes it: the plan says which, and the other one stays theirs', async () => {
    const place = { accountId: '333333333331', region: 'us-east-1' };
    const { rules } = configState(world.simulator.world, place);
    const theirs = JSON.stringify(rules[unused]);
    delete rules[cmk];
    const { plan } = (await world.json<{ plan: Plan }>(['plan'])).document;
    expect(plan.actions).to.have.lengthOf(1);
    expect(plan.actions[0]).to.deep.include({
      type: 'update-instances',
      targets: [place],
      rules: [cmk],
      withoutRules: [unused],
    });
    expect((await world.orgsecrets(['plan'])).stdout.replace(/\s+/g, ' ')).to.contain(
      `makes ${cmk}, which somebody else’s stood in for and is gone`,
    );
    const document = await apply();
    expect(document.outcome).to.equal('done');
    expect(document.coverage.rules).to.include({ desired: 10, verified: 10 });
    expect(rulesIn('333333333331/us-east-1')).to.have.lengthOf(5);
    expect(JSON.stringify(rules[unused])).to.equal(theirs);
    delete rules[unused];
    expect((await apply()).outcome).to.equal('done');
    expect(rulesIn('333333333331/us-east-1')).to.have.lengthOf(5);
    expect((await apply()).calls.mutating).to.equal(0);
  });

  it('once an adopted one is gone beside our own recorder, apply names it, and drift --depth deep --remediate has our stack make it', async () => {
    const place = { accountId: '333333333333', region: 'eu-west-1' };
    const { rules } = configState(world.simulator.world, place);
    const adopted = Object.keys(rules).find((name) => foreign[`333333333333/eu-west-1 rules ${name}`]);
    expect(adopted).not.to.equal(undefined);
    delete rules[adopted!];
    const missing = await apply();
    expect(missing.outcome).to.equal('failed');
    expect(gapsIn(missing)).to.deep.equal([`333333333333/eu-west-1 missing: ${adopted}`]);
    const shown = (await world.orgsecrets(['status'])).stdout.replace(/\s+/g, ' ');
    expect(shown).to.contain('orgsecrets drift --depth deep --remediate puts them back');

    const { exitCode, document } = await world.json<DriftDocument>([
      'drift',
      '--depth',
      'deep',
      '--remediate',
      '--auto-approve',
    ]);
    expect([exitCode, document.findings]).to.deep.equal([0, []]);
    expect(rulesIn('333333333333/eu-west-1')).to.have.lengthOf(5);
    expect(await apply()).to.deep.include({ outcome: 'done' });
    expect((await apply()).calls.mutating).to.equal(0);
  });
});
