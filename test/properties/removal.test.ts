import { expect } from 'chai';
import fc from 'fast-check';
import { makeRemovalPlan } from '../../src/plan/make-removal-plan.js';
import type { Desired } from '../../src/model/desired.js';
import { targetKey } from '../../src/model/target.js';
import { inAnyOrder } from '../support/any-order.js';
import { changes, worlds } from '../support/arbitraries/world.js';
import { applyPurely, emptyWorld, observePurely, type PureWorld } from '../support/pure-world.js';
import { converge, planFor } from '../support/trips.js';

const runs = { numRuns: 150 };

/** A covered organization whose org.yaml has just changed. */
const changed: fc.Arbitrary<{ before: Desired; world: PureWorld }> = changes.map(([before, desired]) => {
  const { world } = converge(emptyWorld(before));
  // What was registered stays registered, whatever the org.yaml says.
  const { trustedServices, delegatedAdministrators } = world.desired;
  return { before, world: { ...world, desired: { ...desired, trustedServices, delegatedAdministrators } } };
});

/** Targets in which a rules stack stands. */
function withRules({ stackSets }: PureWorld): ReadonlySet<string> {
  const rules = [...stackSets.values()].filter(({ name }) => /-rules-/.test(name));
  return new Set(rules.flatMap(({ instances }) => instances.map(targetKey)));
}

describe('a plan after the org.yaml changed', () => {
  it('never leaves a target that stays covered without its rules or its recorder, in whatever order it is done', () => {
    fc.assert(
      fc.property(changed, fc.infiniteStream(fc.nat()), ({ before, world }, numbers) => {
        const stays = world.desired.coverage
          .filter(({ region }) => (world.desired.rulesByRegion.get(region) ?? []).length > 0)
          .map(targetKey)
          .filter((key) => before.coverage.some((target) => targetKey(target) === key));
        const had = withRules(world);
        const kept = stays.filter((key) => had.has(key));
        inAnyOrder(planFor(world).actions, numbers).reduce((now, action) => {
          const next = applyPurely([action], now);
          const rules = withRules(next);
          for (const key of kept) {
            expect(rules, `${key} after ${action.id}`).to.include(key);
            expect(next.recorders.has(key), `${key} after ${action.id}`).to.equal(true);
          }
          return next;
        }, world);
      }),
      runs,
    );
  });

  it('ends with what is asked for and no more, and then with an empty plan', () => {
    fc.assert(
      fc.property(changed, ({ world }) => {
        const { world: end } = converge(world);
        expect(planFor(end).actions).to.deep.equal([]);
        const wanted = new Map(end.desired.stackSets.map(({ name, accounts }) => [name, accounts]));
        for (const { name, instances } of end.stackSets.values())
          for (const { accountId } of instances) expect(wanted.get(name), name).to.include(accountId);
        expect([...end.stackSets.keys()].filter((name) => !wanted.has(name))).to.deep.equal([]);
      }),
      runs,
    );
  });

  it('reaches what is no longer covered by deletions alone, each marked as taking something away', () => {
    fc.assert(
      fc.property(changed, ({ world }) => {
        const covered = new Set(world.desired.coverage.map(({ accountId }) => accountId));
        for (const action of planFor(world).actions) {
          if (!('targets' in action) || typeof action.targets === 'number') continue;
          if (action.type === 'delete-instances') {
            expect(action.destructive, action.id).to.equal(action.stackSet.kind !== 'slr');
            continue;
          }
          for (const { accountId } of action.targets) expect(covered, action.id).to.include(accountId);
        }
      }),
      runs,
    );
  });
});

describe('a removal', () => {
  it('leaves nothing of ours and all that was there before, from any state and in whatever order it is done, with the roles of the management account gone too', () => {
    fc.assert(
      fc.property(
        worlds,
        fc.nat(),
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        (world, many, gone, numbers) => {
          const whole = converge(world).world;
          const undone = applyPurely(removal(whole).slice(0, many % (removal(whole).length + 1)), whole);
          const cut = gone ? { ...undone, managementRoles: undefined } : undone;
          const end = applyPurely(inAnyOrder(removal(cut), numbers), cut);
          expect(removal(end)).to.deep.equal([]);
          expect([...end.stackSets.keys()]).to.deep.equal([]);
          expect(end.managementRoles).to.equal(undefined);
          expect(end.aggregators).to.deep.equal([]);
          for (const [key, recorder] of end.recorders)
            expect(world.recorders.get(key)?.name).to.equal(recorder.name);
          expect(end.recorders.size).to.equal(world.recorders.size);
        },
      ),
      runs,
    );
  });
});

function removal(world: PureWorld) {
  return makeRemovalPlan(world.desired, observePurely(world)).actions;
}
