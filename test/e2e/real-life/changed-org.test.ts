import { expect } from 'chai';
import type { Action, Plan } from '../../../src/model/plan.js';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { changedIn, foreignIn, type Foreign } from '../../support/foreign.js';
import { configOf } from '../state.js';

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
  /** `type place` for each action, in their order; Regions of one kind side by side. */
  const ids = ({ actions }: Plan) => actions.map(({ id }) => id.replaceAll('orgsecrets-', ''));
  const takesAway = ({ actions }: Plan) =>
    actions.filter(({ destructive }) => destructive).map(({ id }) => id);
  const targetsOf = (actions: readonly Action[], type: Action['type']) =>
    [
      ...new Set(
        actions.flatMap((action) =>
          action.type === type && 'targets' in action && typeof action.targets !== 'number'
            ? action.targets.map(({ accountId, region }) => `${accountId}/${region}`)
            : [],
        ),
      ),
    ].sort();
  const rulesIn = (accountId: string, region: string) =>
    Object.keys(configOf(world.simulator)[`${accountId}/${region}`]?.rules ?? {}).length;
  const recordersIn = (accountId: string, region: string) =>
    Object.keys(configOf(world.simulator)[`${accountId}/${region}`]?.recorders ?? {});
  const mutatingCalls = () =>
    world.simulator.log.filter(({ source, mutating }) => source === 'outside' && mutating).length;

  /** Refused as long as nobody allows it; then done; then nothing is left to do. */
  const allowed = async () => {
    const before = mutatingCalls();
    const refused = await world.orgsecrets(['apply', '--auto-approve']);
    expect([refused.exitCode, mutatingCalls()], refused.stderr).to.deep.equal([4, before]);
    expect(refused.stderr).to.contain('--allow-destroy');
    const document = await apply('--allow-destroy');
    expect(document.outcome, JSON.stringify(document.actions.failed)).to.equal('done');
    await nothingLeft();
    return document;
  };
  const done = async () => {
    const document = await apply();
    expect(document.outcome, JSON.stringify(document.actions.failed)).to.equal('done');
    await nothingLeft();
    return document;
  };
  const nothingLeft = async () => expect(ids(await plan())).to.deep.equal([]);

  it('a rule’s parameter: the rules alone are updated where they stand', async () => {
    change('unusedForDays: 90', 'unusedForDays: 30');
    const planned = await plan();
    expect(ids(planned)).to.have.members([
      'update-stack-set/rules-us-east-1',
      'update-stack-set/rules-eu-west-1',
      'update-stack-set/management-rules-us-east-1',
      'update-stack-set/management-rules-eu-west-1',
    ]);
    expect(takesAway(planned)).to.deep.equal([]);
    expect((await done()).coverage.rules).to.include({ desired: 12, verified: 12 });
  });

  it('a rule is turned off: it is taken away once that is allowed, the others stay', async () => {
    change('enabled: true', 'enabled: false');
    expect(takesAway(await plan())).to.have.lengthOf(4);
    await allowed();
    expect(rulesIn('333333333331', 'us-east-1')).to.equal(4);
  });

  it('a Region is dropped: forwarding, rules and recorders go in this order, and nothing in the other Region is touched', async () => {
    change('include: [us-east-1, eu-west-1]', 'include: [us-east-1]');
    const planned = await plan();
    const order = ids(planned).filter(
      (id) => id.startsWith('delete-instances/') && !id.includes('management'),
    );
    expect(order).to.deep.equal([
      'delete-instances/forward-eu-west-1',
      'delete-instances/rules-eu-west-1',
      'delete-instances/recorder-eu-west-1',
    ]);
    const places = targetsOf(planned.actions, 'delete-instances');
    expect(places).to.have.lengthOf(6);
    expect(places.filter((place) => !place.endsWith('/eu-west-1'))).to.deep.equal([]);
    expect((await allowed()).coverage.rules).to.include({ desired: 6, verified: 6 });
    expect([rulesIn('333333333331', 'eu-west-1'), recordersIn('333333333331', 'eu-west-1')]).to.deep.equal([
      0,
      [],
    ]);
  });

  it('a Region is added: it gets what it lacks, and the aggregator follows', async () => {
    change('include: [us-east-1]', 'include: [us-east-1, eu-west-1]');
    const planned = await plan();
    expect(takesAway(planned)).to.deep.equal([]);
    expect(
      targetsOf(planned.actions, 'create-instances').every((place) => place.endsWith('/eu-west-1')),
    ).to.equal(true);
    expect((await done()).coverage.rules).to.include({ desired: 12, verified: 12 });
  });

  it('an organizational unit is dropped: its accounts lose what is ours, and keep what is theirs', async () => {
    change(', /Lab]', ']');
    expect(targetsOf((await plan()).actions, 'delete-instances')).to.deep.equal([
      '444444444441/eu-west-1',
      '444444444441/us-east-1',
    ]);
    await allowed();
    expect([rulesIn('444444444441', 'us-east-1'), recordersIn('444444444441', 'us-east-1')]).to.deep.equal([
      0,
      ['theirs'],
    ]);
  });

  it('an organizational unit is added: its accounts get what they lack', async () => {
    change('/Workloads]', '/Workloads, /Lab]');
    expect((await done()).coverage.rules).to.include({ desired: 12, verified: 12 });
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

  it('the bucket: recorders deliver to the new one, the old one stays and is named', async () => {
    change('regions:', 'delivery:\n  bucket: our-own-history\nregions:');
    const planned = await plan();
    expect(takesAway(planned)).to.deep.equal([]);
    expect(planned.warnings.join()).to.contain('orgsecrets-config-222222222222-us-east-1');
    await done();
    expect(configOf(world.simulator)['333333333331/us-east-1']?.channel?.settings).to.include({
      s3BucketName: 'our-own-history',
    });
  });

  it('the recorder’s role: its own first, then the recorders; and back, the recorders first', async () => {
    change('regions:', 'recorder:\n  role: dedicated\nregions:');
    const there = ids(await plan()).filter((id) => /update-stack-set\/(member|recorder)/.test(id));
    expect(there[0]).to.equal('update-stack-set/member');
    await done();
    change('recorder:\n  role: dedicated\n', '');
    const back = ids(await plan()).filter((id) => /update-stack-set\/(member|recorder)/.test(id));
    expect(back.at(-1)).to.equal('update-stack-set/member');
    await done();
  });

  it('the home Region: aggregator and hub move, StackSets and roles stay, and the lost history is told', async () => {
    change('homeRegion: us-east-1', 'homeRegion: eu-west-1');
    const planned = await plan();
    expect(takesAway(planned)).to.deep.equal([
      'delete-aggregator/222222222222/us-east-1/orgsecrets',
      'delete-instances/orgsecrets-hub',
    ]);
    expect(planned.warnings.join('\n')).to.contain('stackSets.region: us-east-1').and.to.contain('is lost');
    expect((await allowed()).aggregator).to.include({ region: 'eu-west-1', status: 'succeeded' });
  });

  it('the administrator account: its aggregator is deleted, the next one made once all is proved', async () => {
    change("accountId: '222222222222'", "accountId: '222222222223'");
    const planned = await plan();
    expect(takesAway(planned)).to.deep.equal([
      'delete-aggregator/222222222222/eu-west-1/orgsecrets',
      'delete-instances/orgsecrets-hub',
    ]);
    expect((await allowed()).aggregator).to.include({ accountId: '222222222223', status: 'succeeded' });
  });

  it('the prefix: refused, with the two ways out', async () => {
    change('stackSets:', 'stackSets:\n  prefix: other');
    const refused = await world.orgsecrets(['apply', '--auto-approve', '--allow-destroy']);
    expect(refused.exitCode).to.equal(4);
    expect(refused.stderr).to.contain('stackSets.prefix: orgsecrets').and.to.contain('destroy');
  });
});
