import { expect } from 'chai';
import fc from 'fast-check';
import type { Observed, RuleLook, SeenTarget, TargetLook } from '../../src/model/observed.js';
import { targetKey, type Target } from '../../src/model/target.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { observePurely } from '../support/pure-world.js';
import { covered, find, first, instance, look, planOf, recorder, second, untouched } from './sample.js';

const target = { accountId: first, region: 'us-east-1' };
const stackSet = 'orgsecrets-rules-us-east-1';
const unused: RuleLook = {
  name: 'secretsmanager-secret-unused',
  state: 'ACTIVE',
  identifier: 'SECRETSMANAGER_SECRET_UNUSED',
  parameters: {},
  frequency: undefined,
};
const cmk: RuleLook = {
  ...unused,
  name: 'secretsmanager-using-cmk',
  identifier: 'SECRETSMANAGER_USING_CMK',
};

const withRules = (...rules: readonly RuleLook[]): TargetLook => ({ ...recorder(), rules }) as TargetLook;
const planWith = (...rules: readonly RuleLook[]) =>
  planOf(untouched(), (observed) => look(observed, target, withRules(...rules)));
const operations = (plan: ReturnType<typeof planOf>) =>
  find(plan, 'create-instances').filter((action) => action.stackSet.name === stackSet);
const accountsOf = (targets: readonly Target[]) => targets.map(({ accountId }) => accountId);

describe('a rule of ours', () => {
  const cmk = 'secretsmanager-using-cmk';
  const seen = (observed: Observed) => observed.targets.get(targetKey(target)) as SeenTarget;
  const deep = (change: (look: SeenTarget) => Partial<SeenTarget>, world = covered()) => {
    const observed = observePurely(world, 'deep');
    const changed = { ...seen(observed), ...change(seen(observed)) };
    return makePlan(world.desired, { ...observed, ...look(observed, target, changed) });
  };
  const without = ({ rules }: SeenTarget) => ({
    rules: (rules as readonly RuleLook[]).filter(({ name }) => name !== cmk),
  });

  it('that was deleted is put back under its name, as its stack made it', () => {
    const { actions } = deep(without);
    expect(actions.map(({ id }) => id)).to.deep.equal([`put-rules/${targetKey(target)}`]);
    expect(actions[0]).to.deep.include({ target });
    expect(actions[0]).to.containSubset({ rules: [{ name: cmk, identifier: 'SECRETSMANAGER_USING_CMK' }] });
  });

  it('is put back before its stack changes: an update that reaches what is gone ruins the stack', () => {
    const older = covered();
    const name = `orgsecrets-rules-${target.region}`;
    const stackSets = new Map(older.stackSets).set(name, { ...older.stackSets.get(name)!, tags: {} });
    const { actions } = deep(without, { ...older, stackSets });
    const put = actions.find(({ type }) => type === 'put-rules');
    const update = actions.find(({ type }) => type === 'update-stack-set');
    expect(update?.dependsOn).to.include(put?.id);
  });

  it('that AWS Config is still deleting is waited for', () => {
    const plan = deep(({ rules }) => ({
      rules: (rules as readonly RuleLook[]).map((rule) =>
        rule.name === cmk ? { ...rule, state: 'DELETING', narrowedTo: 'tag a' } : rule,
      ),
    }));
    expect(plan.actions).to.deep.equal([]);
    expect(plan.lookLater[0]?.reason).to.contain('is being deleted');
  });

  it('comes back with a new stack where somebody deleted the stack', () => {
    const { actions } = deep(() => ({ rules: [], rulesStack: 'deleted' }));
    expect(actions.map(({ type }) => type)).to.deep.equal(['delete-instances', 'create-instances']);
    expect(actions[0]).to.include({ retainStacks: true, destructive: false });
  });
});

describe('a rule of our name that was there before', () => {
  it('is adopted where it is the same: our stack does without it there, and the plan says so', () => {
    const plan = planWith(unused);
    const [everywhere, there] = operations(plan).toSorted((a, b) => a.id.length - b.id.length);
    expect(everywhere!.withoutRules).to.equal(undefined);
    expect(accountsOf(everywhere!.targets)).to.include(second).and.not.to.include(first);
    expect(there).to.deep.include({ targets: [target], withoutRules: [unused.name] });
    expect(plan.obstacles).to.deep.equal([]);
    expect(plan.warnings.join()).to.contain(`${unused.name} was there before`).and.contain(targetKey(target));
  });

  it('is the same where it spells out what AWS takes anyway', () => {
    expect(planWith({ ...unused, frequency: 'TwentyFour_Hours' }).obstacles).to.deep.equal([]);
  });

  it('is never overwritten where it is another one: nothing is made, and the plan says what differs', () => {
    for (const [rule, words] of [
      [{ ...unused, parameters: { unusedForDays: '30' } }, 'parameters.unusedForDays is 30, not'],
      [{ ...unused, frequency: 'Six_Hours' }, 'frequency is Six_Hours, not TwentyFour_Hours'],
      [{ ...unused, identifier: 'SECRETSMANAGER_USING_CMK' }, 'identifier is SECRETSMANAGER_USING_CMK'],
      [{ ...unused, parameters: { more: '1' } }, 'parameters.more is 1, not set'],
    ] as const) {
      const plan = planWith(rule);
      expect(operations(plan).flatMap(({ targets }) => accountsOf(targets))).not.to.include(first);
      expect(plan.obstacles).to.have.lengthOf(1);
      expect(plan.obstacles[0]).to.deep.include(target);
      expect(plan.obstacles[0]!.reason).to.contain(words);
    }
  });

  it('leaves nothing to make where all are there', () => {
    const world = untouched();
    const all = (world.desired.rulesByRegion.get('us-east-1') ?? []).map(({ name, identifier }) => ({
      ...unused,
      name,
      identifier,
    }));
    const plan = planOf(world, (observed) => look(observed, target, withRules(...all)));
    expect(operations(plan).flatMap(({ targets }) => accountsOf(targets))).not.to.include(first);
    expect(plan.obstacles).to.deep.equal([]);
  });

  it('that is being deleted is waited for', () => {
    const plan = planWith({ ...unused, state: 'DELETING' });
    expect(plan.lookLater.map(({ reason }) => reason)).to.include(`rule ${unused.name} is being deleted`);
    expect(operations(plan).flatMap(({ targets }) => accountsOf(targets))).not.to.include(first);
  });

  it('is told from ours where our stack failed: by AWS saying that it exists', () => {
    const failed = (statusReason: string, rules: readonly RuleLook[]) =>
      planOf(covered(), (observed: Observed) => ({
        ...instance(observed, stackSet, first, {
          status: 'OUTDATED',
          detailedStatus: 'FAILED',
          statusReason,
        }),
        ...look(observed, target, withRules(...rules)),
      }));
    const without = (plan: ReturnType<typeof planOf>) => operations(plan)[0]!.withoutRules;
    expect(without(failed('Rate exceeded', [unused, cmk]))).to.equal(undefined);
    expect(without(failed(`'${unused.name}' already exists`, [unused, cmk]))).to.deep.equal([
      unused.name,
      cmk.name,
    ]);
  });

  it('comes back to our stack once it is gone: exactly what was left out and is missing, and nothing else', () => {
    const world = covered();
    const wanted = (world.desired.rulesByRegion.get('us-east-1') ?? []).map(({ name }) => name);
    const sets = fc.subarray(wanted).chain((left) => fc.tuple(fc.constant(left), fc.subarray(left)));
    fc.assert(
      fc.property(sets, ([left, still]) => {
        const there = wanted.filter((name) => !left.includes(name) || still.includes(name));
        const plan = planOf(world, (observed) => ({
          ...look(observed, target, withRules(...there.map((name) => ({ ...unused, name })))),
          leftOut: new Map([[targetKey(target), left]]),
        }));
        const gone = left.filter((name) => !still.includes(name));
        expect(
          find(plan, 'update-instances').map((action) => [
            action.stackSet.name,
            action.targets,
            action.operation.accounts,
            action.rules,
            action.withoutRules,
          ]),
        ).to.deep.equal(gone.length === 0 ? [] : [[stackSet, [target], [first], gone, still]]);
      }),
    );
  });

  it('that our stack leaves out is waited for while it is being deleted', () => {
    const plan = planOf(covered(), (observed) => ({
      ...look(observed, target, withRules({ ...unused, state: 'DELETING_RESULTS' })),
      leftOut: new Map([[targetKey(target), [unused.name]]]),
    }));
    expect(find(plan, 'update-instances')).to.deep.equal([]);
    expect(plan.lookLater.map(({ reason }) => reason)).to.deep.equal([
      `rule ${unused.name} is being deleted`,
    ]);
  });

  it('is put back, and its stack is left alone, where our own stack made it: CloudFormation would change nothing', () => {
    const plan = planOf(covered(), (observed) => ({
      ...look(observed, target, withRules(cmk)),
      leftOut: new Map([[targetKey(target), []]]),
    }));
    expect(plan.actions.map(({ type }) => type)).to.deep.equal(['put-rules']);
  });
});
