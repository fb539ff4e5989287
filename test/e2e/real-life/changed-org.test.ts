import { expect } from 'chai';
import type { Plan } from '../../../src/model/plan.js';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { changedIn, foreignIn, type Foreign } from '../../support/foreign.js';
import { mutatingCallsIn, placesThatLost, stepsOf } from '../../support/steps.js';
import { configOf } from '../state.js';

/*
 * Why each list is the smallest: whatever has contents of its own is a StackSet of its own (a kind, in one Region, with
 * one permission model), and each StackSet that has to change at all is in the list once, with all its accounts. AWS
 * has no operation over several StackSets. Only where an instance moves (the hub) or a definition goes or comes are
 * there two steps, since DeleteStackSet takes no StackSet with instances, and CreateStackSet makes none.
 */
const management = '111111111111';
const audit = '222222222222';
const security = '222222222223';
const lab = '444444444441';
const members = [audit, security, '333333333331', '333333333332', lab].join('+');
/** Later on, when billing is excluded. */
const withoutBilling = [audit, security, '333333333331', lab].join('+');
/** Where a recorder of ours is: the lab's own recorder of us-east-1 stays. */
const withOurRecorder = [audit, security, '333333333331'].join('+');
const placesOf = (region: string) =>
  [management, ...members.split('+')].map((account) => `${account}/${region}`);

describe('The org.yaml changes', function () {
  this.timeout(300_000);
  let world: CliWorld;
  let foreign: Foreign;

  before(async () => {
    world = await startCliWorld('changed-org');
    foreign = foreignIn(world.simulator);
    expect((await apply()).outcome).to.equal('done');
  });
  after(() => world.stop());
  afterEach(() => expect(changedIn(world.simulator, foreign)).to.deep.equal([]));

  const plan = async () => (await world.json<{ plan: Plan }>(['plan'])).document.plan;
  const apply = async (...args: readonly string[]) =>
    (await world.json<ApplyDocument>(['apply', '--auto-approve', ...args])).document;
  const change = (from: string | RegExp, to: string) =>
    world.editOrg((text) => {
      const changed = text.replace(from, to);
      expect(changed, 'the edit').not.to.equal(text);
      return changed;
    });
  const rulesIn = (accountId: string, region: string) =>
    Object.keys(configOf(world.simulator)[`${accountId}/${region}`]?.rules ?? {}).length;
  const recordersIn = (accountId: string, region: string) =>
    Object.keys(configOf(world.simulator)[`${accountId}/${region}`]?.recorders ?? {});

  /** What one run called, and where anything was gone for a moment or for good. */
  const run = async (...args: readonly string[]) => {
    const begun = world.simulator.log.length;
    const document = await apply(...args);
    expect(document.outcome, JSON.stringify(document.actions.failed)).to.equal('done');
    const log = world.simulator.log.slice(begun);
    await nothingLeft();
    return { document, calls: mutatingCallsIn(log), lost: placesThatLost(log) };
  };
  const nothingLeft = async () => expect(stepsOf(await plan())).to.deep.equal([]);
  /** Refused as long as nobody allows it, without a mutating call; then done; then nothing is left to do. */
  const allowed = async () => {
    const begun = world.simulator.log.length;
    const refused = await world.orgsecrets(['apply', '--auto-approve']);
    expect(refused.exitCode, refused.stderr).to.equal(4);
    expect(mutatingCallsIn(world.simulator.log.slice(begun))).to.deep.equal({});
    expect(refused.stderr).to.contain('--allow-destroy');
    return run('--allow-destroy');
  };

  it('a rule’s parameter: the rules alone are updated where they stand', async () => {
    change('unusedForDays: 90', 'unusedForDays: 30');
    expect(stepsOf(await plan())).to.deep.equal([
      `update-stack-set rules-eu-west-1: ${members} in eu-west-1`,
      `update-stack-set rules-us-east-1: ${members} in us-east-1`,
      `update-stack-set management-rules-eu-west-1: ${management} in eu-west-1`,
      `update-stack-set management-rules-us-east-1: ${management} in us-east-1`,
    ]);
    const { document, calls, lost } = await run();
    expect(document.coverage.rules).to.include({ desired: 12, verified: 12 });
    expect([calls, lost]).to.deep.equal([{ UpdateStackSet: 4 }, []]);
  });

  it('a rule is turned off: it alone is taken away once that is allowed, the others never go', async () => {
    change('enabled: true', 'enabled: false');
    expect(stepsOf(await plan())).to.deep.equal([
      `!update-stack-set rules-eu-west-1: ${members} in eu-west-1`,
      `!update-stack-set rules-us-east-1: ${members} in us-east-1`,
      `!update-stack-set management-rules-eu-west-1: ${management} in eu-west-1`,
      `!update-stack-set management-rules-us-east-1: ${management} in us-east-1`,
    ]);
    const begun = world.simulator.log.length;
    const { calls } = await allowed();
    expect(calls).to.deep.equal({ UpdateStackSet: 4 });
    const deletions = world.simulator.log
      .slice(begun)
      .filter(({ operation }) => operation === 'DeleteConfigRule');
    expect(deletions, 'one rule in each target').to.have.lengthOf(12);
    expect(new Set(deletions.map(({ input }) => input.ConfigRuleName)).size).to.equal(1);
    expect(rulesIn('333333333331', 'us-east-1')).to.equal(4);
  });

  it('a Region is dropped: forwarding, rules and recorders go in this order, and nothing in the other Region is touched', async () => {
    change('include: [us-east-1, eu-west-1]', 'include: [us-east-1]');
    expect(stepsOf(await plan())).to.deep.equal([
      `!delete-instances forward-eu-west-1: ${members} in eu-west-1`,
      `!delete-instances management-forward-eu-west-1: ${management} in eu-west-1`,
      `!delete-instances management-rules-eu-west-1: ${management} in eu-west-1`,
      `!delete-instances rules-eu-west-1: ${members} in eu-west-1`,
      `!delete-instances management-recorder-eu-west-1: ${management} in eu-west-1`,
      `!delete-instances recorder-eu-west-1: ${members} in eu-west-1`,
      'delete-stack-set forward-eu-west-1',
      'delete-stack-set management-forward-eu-west-1',
      'delete-stack-set management-rules-eu-west-1',
      'delete-stack-set rules-eu-west-1',
      'delete-stack-set management-recorder-eu-west-1',
      'delete-stack-set recorder-eu-west-1',
      'prove-coverage',
      'put-aggregator orgsecrets',
    ]);
    const { document, calls, lost } = await allowed();
    expect(document.coverage.rules).to.include({ desired: 6, verified: 6 });
    expect(calls).to.deep.equal({
      DeleteStackInstances: 6,
      DeleteStackSet: 6,
      PutConfigurationAggregator: 1,
    });
    expect(lost, 'us-east-1 keeps its rules throughout').to.deep.equal(placesOf('eu-west-1'));
    expect([rulesIn('333333333331', 'eu-west-1'), recordersIn('333333333331', 'eu-west-1')]).to.deep.equal([
      0,
      [],
    ]);
  });

  it('a Region is added: it gets what it lacks, and the aggregator follows', async () => {
    change('include: [us-east-1]', 'include: [us-east-1, eu-west-1]');
    expect(stepsOf(await plan())).to.deep.equal([
      ...['recorder', 'rules', 'forward'].flatMap((kind) => [
        `create-stack-set ${kind}-eu-west-1`,
        `create-stack-set management-${kind}-eu-west-1`,
        `create-instances ${kind}-eu-west-1: ${members} in eu-west-1`,
        `create-instances management-${kind}-eu-west-1: ${management} in eu-west-1`,
      ]),
      'prove-coverage',
      'put-aggregator orgsecrets',
    ]);
    const { document, calls, lost } = await run();
    expect(document.coverage.rules).to.include({ desired: 12, verified: 12 });
    expect(calls).to.deep.equal({
      CreateStackSet: 6,
      CreateStackInstances: 6,
      PutConfigurationAggregator: 1,
    });
    expect(lost).to.deep.equal([]);
  });

  it('an organizational unit is dropped: its accounts lose what is ours, and keep what is theirs', async () => {
    change(', /Lab]', ']');
    expect(stepsOf(await plan())).to.deep.equal([
      `!delete-instances forward-eu-west-1: ${lab} in eu-west-1`,
      `!delete-instances forward-us-east-1: ${lab} in us-east-1`,
      `!delete-instances rules-eu-west-1: ${lab} in eu-west-1`,
      `!delete-instances rules-us-east-1: ${lab} in us-east-1`,
      `!delete-instances recorder-eu-west-1: ${lab} in eu-west-1`,
      `!delete-instances member: ${lab} in us-east-1`,
    ]);
    const { calls, lost } = await allowed();
    expect(calls).to.deep.equal({ DeleteStackInstances: 6 });
    expect(lost, 'nobody else loses anything').to.deep.equal([`${lab}/eu-west-1`, `${lab}/us-east-1`]);
    expect([rulesIn(lab, 'us-east-1'), recordersIn(lab, 'us-east-1')]).to.deep.equal([0, ['theirs']]);
  });

  it('an organizational unit is added: its accounts get what they lack, once a look has told what that is', async () => {
    change('/Workloads]', '/Workloads, /Lab]');
    expect(stepsOf(await plan()).filter((step) => !step.includes(lab))).to.deep.equal([]);
    const { document, calls, lost } = await run();
    expect(document.coverage.rules).to.include({ desired: 12, verified: 12 });
    expect([calls, lost]).to.deep.equal([{ CreateStackInstances: 6 }, []]);
  });

  it('an account is excluded: only StackSets’ deletions reach it, once that is allowed', async () => {
    change('exclude: []', "exclude: [{ id: '333333333332', reason: on its own }]");
    const begun = world.simulator.log.length;
    await allowed();
    const later = world.simulator.log.slice(begun);
    const outside = later.filter(
      ({ source, accountId }) => source === 'outside' && accountId === '333333333332',
    );
    expect(outside.map(({ operation }) => operation)).to.deep.equal([]);
    expect([rulesIn('333333333332', 'us-east-1'), recordersIn('333333333332', 'us-east-1')]).to.deep.equal([
      0,
      [],
    ]);
  });

  it('the bucket: recorders deliver to the new one without a stop, the old one stays and is named', async () => {
    change('regions:', 'delivery:\n  bucket: our-own-history\nregions:');
    const planned = await plan();
    expect(stepsOf(planned)).to.deep.equal([
      `update-stack-set hub: ${audit} in us-east-1`,
      `update-stack-set member: ${withoutBilling} in us-east-1`,
      `update-stack-set management-member: ${management} in us-east-1`,
      `update-stack-set recorder-eu-west-1: ${withoutBilling} in eu-west-1`,
      `update-stack-set recorder-us-east-1: ${withOurRecorder} in us-east-1`,
      `update-stack-set management-recorder-eu-west-1: ${management} in eu-west-1`,
      `update-stack-set management-recorder-us-east-1: ${management} in us-east-1`,
    ]);
    expect(planned.warnings.join()).to.contain('orgsecrets-config-222222222222-us-east-1');
    const { calls, lost } = await run();
    expect([calls, lost]).to.deep.equal([{ UpdateStackSet: 7 }, []]);
    expect(configOf(world.simulator)['333333333331/us-east-1']?.channel?.settings).to.include({
      s3BucketName: 'our-own-history',
    });
  });

  it('the recorder’s role: its own first, then the recorders; and back, the recorders first', async () => {
    const hub = `update-stack-set hub: ${audit} in us-east-1`;
    const roles = [
      `update-stack-set member: ${withoutBilling} in us-east-1`,
      `update-stack-set management-member: ${management} in us-east-1`,
    ];
    const recorders = [
      `update-stack-set recorder-eu-west-1: ${withoutBilling} in eu-west-1`,
      `update-stack-set recorder-us-east-1: ${withOurRecorder} in us-east-1`,
      `update-stack-set management-recorder-eu-west-1: ${management} in eu-west-1`,
      `update-stack-set management-recorder-us-east-1: ${management} in us-east-1`,
    ];
    change('regions:', 'recorder:\n  role: dedicated\nregions:');
    // Nothing is marked: AWS's service-linked role is retained, and only the StackSet forgets it.
    expect(stepsOf(await plan())).to.deep.equal([
      `delete-instances management-slr: ${management} in us-east-1`,
      `delete-instances slr: ${withOurRecorder} in us-east-1`,
      hub,
      ...roles,
      ...recorders,
      'delete-stack-set management-slr',
      'delete-stack-set slr',
    ]);
    const there = await run();
    expect(there.calls).to.deep.equal({ DeleteStackInstances: 2, UpdateStackSet: 7, DeleteStackSet: 2 });
    change('recorder:\n  role: dedicated\n', '');
    expect(stepsOf(await plan())).to.deep.equal([
      hub,
      'create-stack-set slr',
      'create-stack-set management-slr',
      ...recorders,
      ...roles,
    ]);
    const back = await run();
    expect(back.calls).to.deep.equal({ CreateStackSet: 2, UpdateStackSet: 7 });
    expect([there.lost, back.lost], 'no recorder stops meanwhile').to.deep.equal([[], []]);
  });

  /** What has to know where the hub is, once there is a new one. */
  const follow = [
    `update-stack-set member: ${withoutBilling} in us-east-1`,
    `update-stack-set management-member: ${management} in us-east-1`,
    `update-stack-set forward-eu-west-1: ${withoutBilling} in eu-west-1`,
    `update-stack-set forward-us-east-1: ${withoutBilling} in us-east-1`,
    `update-stack-set management-forward-eu-west-1: ${management} in eu-west-1`,
    `update-stack-set management-forward-us-east-1: ${management} in us-east-1`,
    'prove-coverage',
    'put-aggregator orgsecrets',
  ];
  const moved = {
    UpdateStackSet: 6,
    DeleteConfigurationAggregator: 1,
    DeleteStackInstances: 1,
    CreateStackInstances: 1,
    PutConfigurationAggregator: 1,
  };

  it('the home Region: aggregator and hub move, StackSets and roles stay, and the lost history is told', async () => {
    change('homeRegion: us-east-1', 'homeRegion: eu-west-1');
    const planned = await plan();
    expect(stepsOf(planned)).to.deep.equal([
      `!delete-aggregator ${audit}/us-east-1/orgsecrets`,
      `!delete-instances hub: ${audit} in us-east-1`,
      `create-instances hub: ${audit} in eu-west-1`,
      ...follow,
    ]);
    expect(planned.warnings.join('\n')).to.contain('stackSets.region: us-east-1').and.to.contain('is lost');
    const { document, calls, lost } = await allowed();
    expect(document.aggregator).to.include({ region: 'eu-west-1', status: 'succeeded' });
    expect([calls, lost]).to.deep.equal([moved, []]);
  });

  it('the administrator account: its aggregator is deleted, the lost history is told, the next one made once all is proved', async () => {
    change("accountId: '222222222222'", "accountId: '222222222223'");
    const planned = await plan();
    expect(stepsOf(planned)).to.deep.equal([
      `!delete-aggregator ${audit}/eu-west-1/orgsecrets`,
      `!delete-instances hub: ${audit} in eu-west-1`,
      `register-delegated-administrator config.amazonaws.com/${security}`,
      `create-instances hub: ${security} in eu-west-1`,
      ...follow,
    ]);
    expect(planned.warnings.join('\n')).to.contain('is lost');
    const { document, calls, lost } = await allowed();
    expect(document.aggregator).to.include({ accountId: security, status: 'succeeded' });
    expect([calls, lost]).to.deep.equal([{ ...moved, RegisterDelegatedAdministrator: 1 }, []]);
  });

  it('the prefix: refused, with the two ways out', async () => {
    change('stackSets:', 'stackSets:\n  prefix: other');
    const refused = await world.orgsecrets(['apply', '--auto-approve', '--allow-destroy']);
    expect(refused.exitCode).to.equal(4);
    expect(refused.stderr).to.contain('stackSets.prefix: orgsecrets').and.to.contain('destroy');
  });
});
