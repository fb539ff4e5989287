import { expect } from 'chai';
import fc from 'fast-check';
import type { Observed, RuleLook, TargetLook } from '../../src/model/observed.js';
import { targetKey, type Target } from '../../src/model/target.js';
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

  it('is not made anew where our own stack made it: CloudFormation would change nothing', () => {
    const plan = planOf(covered(), (observed) => ({
      ...look(observed, target, withRules(cmk)),
      leftOut: new Map([[targetKey(target), []]]),
    }));
    expect(plan.actions).to.deep.equal([]);
  });
});
