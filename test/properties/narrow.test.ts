import { expect } from 'chai';
import fc from 'fast-check';
import { isRegional } from '../../src/desired/names.js';
import { narrow } from '../../src/desired/narrow.js';
import type { Desired } from '../../src/model/desired.js';
import type { Observed } from '../../src/model/observed.js';
import type { Action, Plan } from '../../src/model/plan.js';
import { both, everything, isInScope, type Scope } from '../../src/model/scope.js';
import { listedAccounts } from '../../src/observed/listed-accounts.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { changes, worlds } from '../support/arbitraries/world.js';
import { damaged } from '../support/damage.js';
import { applyPurely, emptyWorld, observePurely, type PureWorld } from '../support/pure-world.js';
import { converge, planFor } from '../support/trips.js';

const runs = { numRuns: 150 };

/** Worlds in the middle of a bootstrap, after mishaps, and after somebody changed the org.yaml. */
const anyWorld: fc.Arbitrary<PureWorld> = fc.oneof(
  fc.tuple(worlds, fc.nat()).map(([world, many]) => {
    const { actions } = planFor(world);
    return applyPurely(actions.slice(0, many % (actions.length + 1)), world);
  }),
  fc
    .tuple(worlds, fc.infiniteStream(fc.nat()))
    .map(([world, numbers]) => damaged(converge(world).world, numbers)),
  changes.map(([before, desired]) => ({ ...converge(emptyWorld(before)).world, desired })),
);

function scopesOf({ coverage, stackSets }: Desired): fc.Arbitrary<Scope> {
  const accounts = [
    ...new Set([...coverage.map(({ accountId }) => accountId), ...stackSets.flatMap((one) => one.accounts)]),
  ];
  const regions = [...new Set(stackSets.map(({ region }) => region))];
  return fc
    .tuple(
      fc.option(fc.subarray(accounts), { nil: undefined }),
      fc.option(fc.subarray(regions), { nil: undefined }),
    )
    .map(([some, where]) => ({
      ...(some ? { accounts: new Set(some) } : {}),
      ...(where ? { regions: new Set(where) } : {}),
    }));
}

const narrowed = anyWorld.chain((world) =>
  scopesOf(world.desired).map((scope) => ({ world, scope, small: narrow(world.desired, scope) })),
);

/** What a narrowed run gets to see. */
function observeNarrowly(world: PureWorld, desired: Desired): Observed {
  const stackSets = [...world.stackSets].flatMap(([name, stackSet]): [string, typeof stackSet][] => {
    const listed = listedAccounts(name, desired);
    if (listed === 'all') return [[name, stackSet]];
    const instances = stackSet.instances.filter(({ accountId }) => listed.includes(accountId));
    return listed.length === 0 ? [] : [[name, { ...stackSet, instances }]];
  });
  return { ...observePurely({ ...world, desired }), stackSets: new Map(stackSets) };
}

function planNarrowly(world: PureWorld, desired: Desired): Plan {
  return makePlan(desired, observeNarrowly(world, desired));
}

/** What an action does to whom: one line for each target, or for the action itself. Gates do nothing. */
function effects(action: Action): readonly string[] {
  switch (action.type) {
    case 'prove-coverage':
    case 'prove-delivery':
      return [];
    case 'create-instances':
    case 'update-stack-set':
      return action.targets.map(
        ({ accountId, region }) => `make ${action.stackSet.name} ${accountId}/${region}`,
      );
    case 'delete-instances':
      return action.targets.map(
        ({ accountId, region }) => `take ${action.stackSet.name} ${accountId}/${region}`,
      );
    default:
      return [action.id];
  }
}

function all({ actions }: Plan): readonly string[] {
  return actions.flatMap(effects).sort();
}

/** A StackSet that must change and can't holds up a whole plan; a narrowed one leaves it as it is. */
function isHeld({ lookLater, obstacles }: Plan): boolean {
  return [...lookLater, ...obstacles].some(({ reason }) => reason.includes('must not be touched'));
}

describe('a narrowed plan', () => {
  it('is a part of the whole plan', () => {
    fc.assert(
      fc.property(narrowed, ({ world, small }) => {
        const whole = planFor(world);
        fc.pre(!isHeld(whole));
        expect(all(whole)).to.include.members([...all(planNarrowly(world, small))]);
      }),
      runs,
    );
  });

  it('reaches nobody outside of its scope, whatever it does', () => {
    fc.assert(
      fc.property(narrowed, ({ world, scope, small }) => {
        fc.pre(small.scope !== everything);
        for (const action of planNarrowly(world, small).actions) {
          if ('target' in action) expect(isInScope(scope, action.target), action.id).to.equal(true);
          if (action.type === 'update-stack-set') expect.fail(`${action.id} reaches everybody`);
          if (action.type !== 'create-instances' && action.type !== 'delete-instances') continue;
          const { kind } = action.stackSet;
          for (const { accountId, region } of action.targets)
            expect(
              isInScope(scope, isRegional(kind) || kind === 'hub' ? { accountId, region } : { accountId }),
              `${action.id} in ${accountId}/${region}`,
            ).to.equal(true);
          // Its words, too: whoever joins meanwhile is not swept in.
          expect(action.operation.filter).to.be.oneOf(['INTERSECTION', undefined]);
          expect(action.operation.accounts).to.have.members(action.targets.map(({ accountId }) => accountId));
        }
      }),
      runs,
    );
  });

  it('does all that the whole plan would do there, but for what is there for everybody', () => {
    fc.assert(
      fc.property(narrowed, ({ world, scope, small }) => {
        for (const { name, kind } of world.desired.stackSets) {
          if (kind !== 'hub' && kind !== 'bucket') continue;
          const found = world.stackSets.get(name);
          fc.pre(
            found?.instances[0]?.stackId !== undefined && found.parameters['DeliveryTrust'] !== 'service',
          );
        }
        const whole = planFor(world);
        fc.pre(!isHeld(whole));
        const accounts = new Set(small.coverage.map(({ accountId }) => accountId));
        const own = whole.actions
          .filter(({ type }) => type === 'create-instances' || type.endsWith('-recorder'))
          .flatMap(effects)
          .filter((effect) => {
            const [, accountId = '', region = ''] = /(\d{12})\/(\S+)$/.exec(effect) ?? [];
            if (/-member /.test(effect)) return accounts.has(accountId);
            // The role comes with a recorder that needs it, and that one may be elsewhere.
            if (/-slr /.test(effect)) return accounts.has(accountId) && scope.regions === undefined;
            return isInScope(scope, { accountId, region });
          });
        expect(all(planNarrowly(world, small))).to.include.members(own);
      }),
      runs,
    );
  });

  it('needs to know no more than the instances in its scope', () => {
    fc.assert(
      fc.property(narrowed, ({ world, small }) => {
        const { warnings, ...plan } = makePlan(small, observePurely({ ...world, desired: small }));
        const { warnings: seen, ...little } = planNarrowly(world, small);
        expect(little).to.deep.equal(plan);
        expect(seen).to.deep.equal(warnings);
      }),
      runs,
    );
  });

  it('leaves the aggregator, definitions and the hub of others as they are', () => {
    fc.assert(
      fc.property(narrowed, ({ world, small }) => {
        fc.pre(small.scope !== everything);
        const types = planNarrowly(world, small).actions.map(({ type }) => type);
        for (const type of [
          'put-aggregator',
          'prove-coverage',
          'delete-aggregator',
          'delete-stack-set',
          'delete-stack',
        ])
          expect(types).not.to.include(type);
      }),
      runs,
    );
  });
});

describe('narrowing', () => {
  it('to everything changes nothing, and twice is the same as once to what is in both', () => {
    fc.assert(
      fc.property(
        anyWorld.chain(({ desired }) => fc.tuple(fc.constant(desired), scopesOf(desired), scopesOf(desired))),
        ([desired, one, other]) => {
          expect(narrow(desired, everything)).to.equal(desired);
          expect(narrow(narrow(desired, one), other)).to.deep.equal(narrow(desired, both(one, other)));
        },
      ),
      runs,
    );
  });
});
