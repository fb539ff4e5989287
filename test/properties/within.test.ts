import { expect } from 'chai';
import fc from 'fast-check';
import { inPieces } from '../../src/apply/narrow.js';
import type { Action, Plan } from '../../src/model/plan.js';
import { parsePlan } from '../../src/plan/parse-plan.js';
import { printPlan } from '../../src/plan/print-plan.js';
import { within } from '../../src/plan/within.js';
import { worlds } from '../support/arbitraries/world.js';
import { damaged } from '../support/damage.js';
import { resolve } from '../support/pure-world.js';
import { converge, planFor } from '../support/trips.js';

const runs = { numRuns: 150 };

/** What an action does to whom: one line for each target, or for the action itself. */
function effects(action: Action): readonly string[] {
  if (action.type === 'create-instances' || action.type === 'update-stack-set')
    return action.targets.map(
      ({ accountId, region }) => `${action.type} ${action.stackSet.name} ${accountId}/${region}`,
    );
  return [action.id];
}

describe('a plan within an approved one', () => {
  it('is allowed as a whole where both are the same', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const plan = planFor(world);
        expect(within(plan, plan)).to.deep.equal({ allowed: plan.actions, refused: [] });
      }),
      runs,
    );
  });

  it('is allowed on every further trip of the same run, except for changes to recorders that nobody had seen', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { plans } = converge(world);
        for (const next of plans) {
          const { refused } = within(plans[0]!, next);
          for (const { action } of refused) expect(action.type).to.equal('extend-recorder');
        }
      }),
      runs,
    );
  });

  it('never does what was not approved, nor anywhere but where it was, or where a further look was announced', () => {
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.nat()), (world, numbers) => {
        const approved = planFor(damaged(converge(world).world, numbers));
        const next = planFor(damaged(converge(world).world, numbers));
        // What is put back is started with it.
        const started = approved.actions
          .filter(({ type }) => type === 'put-recorder')
          .map(({ id }) => id.replace('put-', 'start-'));
        const bound = new Set([...approved.actions.flatMap(effects), ...started]);
        for (const action of within(approved, next).allowed) {
          if (action.type.startsWith('prove-')) continue;
          for (const effect of effects(action))
            if (!bound.has(effect)) expect(isLookedAtLater(effect, approved), effect).to.equal(true);
        }
      }),
      runs,
    );
  });

  it('names by its words exactly the accounts that are left', () => {
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.nat()), (world, numbers) => {
        const approved = planFor(damaged(converge(world).world, numbers));
        const { allowed, refused } = within(approved, planFor(damaged(converge(world).world, numbers)));
        const bounded = [...allowed, ...refused.map((one) => one.action)];
        for (const action of bounded.flatMap((one) => inPieces(one, world.desired.accountsPerOperation)))
          if ('operation' in action && action.operation)
            expect([...resolve(world.desired, action.operation)].sort()).to.deep.equal(
              action.targets.map(({ accountId }) => accountId),
            );
      }),
      runs,
    );
  });

  it('allows and refuses each effect once, and loses none', () => {
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.nat()), (world, numbers) => {
        const approved = planFor(damaged(converge(world).world, numbers));
        const next = planFor(damaged(converge(world).world, numbers));
        const { allowed, refused } = within(approved, next);
        const all = [...allowed, ...refused.map(({ action }) => action)].flatMap(effects).sort();
        expect(all).to.deep.equal(next.actions.flatMap(effects).sort());
      }),
      runs,
    );
  });
});

describe('a saved plan', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.nat()), (world, numbers) => {
        for (const plan of [planFor(world), planFor(damaged(converge(world).world, numbers))])
          expect(parsePlan(printPlan(plan))).to.deep.equal(plan);
      }),
      runs,
    );
  });
});

function isLookedAtLater(effect: string, { lookLater }: Plan): boolean {
  return lookLater.some(({ accountId }) => effect.includes(accountId));
}
