import { expect } from 'chai';
import fc from 'fast-check';
import type { Action, CreateInstances, Plan, UpdateStackSet } from '../../src/model/plan.js';
import type { Target } from '../../src/model/target.js';
import { inAnyOrder } from '../support/any-order.js';
import { desireds, worlds } from '../support/arbitraries/world.js';
import { damaged } from '../support/damage.js';
import { applyPurely, emptyWorld, resolve, type PureWorld } from '../support/pure-world.js';
import { converge, planFor } from '../support/trips.js';

const runs = { numRuns: 150 };

/** Worlds before, in the middle of and after a bootstrap. */
const anyWorld: fc.Arbitrary<PureWorld> = fc.tuple(worlds, fc.nat()).map(([world, many]) => {
  const plan = planFor(world);
  return applyPurely(plan.actions.slice(0, many % (plan.actions.length + 1)), world);
});

describe('every plan', () => {
  it('reaches exactly the accounts it shows, by whatever words', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        for (const action of operations(planFor(world)))
          expect([...resolve(world.desired, action.operation!)].sort()).to.deep.equal(
            action.targets.map((target) => target.accountId),
          );
      }),
      runs,
    );
  });

  it('contains no target outside the coverage', () => {
    fc.assert(
      fc.property(anyWorld, ({ desired, ...world }) => {
        const covered = new Set(desired.coverage.map((target) => target.accountId));
        const regional = new Set(desired.coverage.map((target) => `${target.accountId}/${target.region}`));
        for (const action of operations(planFor({ desired, ...world })))
          for (const { accountId, region } of action.targets) {
            expect(covered).to.include(accountId);
            if (['recorder', 'rules', 'forward'].includes(action.stackSet.kind))
              expect(regional).to.include(`${accountId}/${region}`);
          }
      }),
      runs,
    );
  });

  it('makes each instance once, in as few operations as the limits of an operation allow', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const {
          accountsInUnits,
          organizationalUnitsPerOperation: limit,
          accountsPerOperation,
        } = world.desired;
        const created = planFor(world).actions.filter((action) => action.type === 'create-instances');
        for (const name of new Set(created.map(({ stackSet }) => stackSet.name))) {
          const actions = created.filter(({ stackSet }) => stackSet.name === name);
          const accounts = actions.flatMap((action) => action.targets.map((target) => target.accountId));
          expect(new Set(accounts).size).to.equal(accounts.length);
          // How they are split where account lists are too long is told in test/plan/operation-targets.test.ts.
          if (accountsPerOperation < accounts.length) continue;
          const managed = actions[0]!.stackSet.permissionModel === 'SERVICE_MANAGED';
          const others = actions.filter(({ id }) => !id.endsWith('/canary'));
          // Accounts that could not be looked at come after the others, by themselves.
          for (const isSeen of [true, false]) {
            const plain = others.filter(({ id }) => id.includes('/not-seen') !== isSeen);
            const concerned = [...accountsInUnits.values()].filter((inUnit) =>
              plain.some(({ targets }) => targets.some(({ accountId }) => inUnit.includes(accountId))),
            );
            expect(plain.length).to.equal(managed ? Math.ceil(concerned.length / limit) : plain.length && 1);
          }
        }
      }),
      runs,
    );
  });

  it('has the aggregator after a gate, and the gate after everything else but subscriptions', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { actions } = planFor(world);
        const ids = actions.map(({ id }) => id);
        const types = actions.map(({ type }) => type);
        expect(types.includes('put-aggregator')).to.equal(types.includes('prove-coverage'));
        if (!types.includes('put-aggregator')) return;
        expect(types.slice(-2)).to.deep.equal(['prove-coverage', 'put-aggregator']);
        expect(actions.at(-1)!.dependsOn).to.deep.equal(['prove-coverage']);
        const awaited = ids.filter((id) => !/^(put|delete)-subscription/.test(id)).slice(0, -2);
        expect(actions.at(-2)!.dependsOn).to.deep.equal(awaited);
      }),
      runs,
    );
  });

  it('has unique ids, in an order in which each action stands after all that it depends on', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const known = new Set<string>();
        for (const { id, dependsOn } of planFor(world).actions) {
          for (const other of dependsOn) expect(known, `${id} needs ${other}`).to.include(other);
          expect(known).not.to.include(id);
          known.add(id);
        }
      }),
      runs,
    );
  });

  it('can be done in any order that respects the dependencies, with the same end', () => {
    fc.assert(
      fc.property(anyWorld, fc.infiniteStream(fc.nat()), (world, numbers) => {
        const { actions } = planFor(world);
        expect(sorted(applyPurely(inAnyOrder(actions, numbers), world))).to.deep.equal(
          sorted(applyPurely(actions, world)),
        );
      }),
      runs,
    );
  });

  it('proves one delivery to a bucket before it makes a second recorder that delivers there, outside the administrator account', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const plan = planFor(world);
        const isOutside = ({ accountId }: Target) => accountId !== world.desired.administratorAccountId;
        const recorders = world.desired.stackSets.filter(({ kind }) => kind === 'recorder');
        for (const bucket of new Set(recorders.map(({ parameters }) => parameters['BucketName']))) {
          const delivering = recorders.filter(({ parameters }) => parameters['BucketName'] === bucket);
          const names = new Set(delivering.map(({ name }) => name));
          const regions = new Set(delivering.map(({ region }) => region));
          const outside = (action: Action) =>
            action.type === 'create-instances' && names.has(action.stackSet.name)
              ? action.targets.filter(isOutside).length
              : 0;
          const standing = [...world.stackSets.values()]
            .filter(({ name }) => names.has(name))
            .flatMap(({ instances }) => instances)
            .filter(isOutside).length;
          const gate = plan.actions.findIndex(
            (action) => action.type === 'prove-delivery' && regions.has(action.target.region),
          );
          const before = gate < 0 ? plan.actions : plan.actions.slice(0, gate);
          if (standing > 1) expect(gate).to.equal(-1);
          else if (before.reduce((sum, action) => sum + outside(action), standing) > 1)
            expect.fail(`no proof in between of ${bucket}`);
        }
      }),
      runs,
    );
  });
});

describe('applying plans', () => {
  it('ends in a world whose plan is empty', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const end = converge(world).world;
        const plan = planFor(end);
        expect(plan.actions).to.deep.equal([]);
        expect(plan.lookLater).to.deep.equal([]);
      }),
      runs,
    );
  });

  it('covers everything that nothing stands in the way of', () => {
    fc.assert(
      fc.property(desireds, (desired) => {
        const end = converge(emptyWorld(desired)).world;
        expect(planFor(end).obstacles).to.deep.equal([]);
        for (const { accountId, region } of desired.coverage)
          expect(end.recorders.get(`${accountId}/${region}`)?.recording).to.equal(true);
        for (const stackSet of desired.stackSets.filter(({ kind }) => kind !== 'slr'))
          expect(
            end.stackSets.get(stackSet.name)?.instances.map(({ accountId }) => accountId),
          ).to.have.members([...stackSet.accounts]);
        expect(end.aggregators.map(({ name }) => name)).to.deep.equal([desired.aggregator.name]);
      }),
      runs,
    );
  });

  it('ends the same when it was cut off anywhere and begun again', () => {
    fc.assert(
      fc.property(worlds, fc.nat(), (world, many) => {
        const { actions } = planFor(world);
        const cut = applyPurely(actions.slice(0, many % (actions.length + 1)).filter(isNotLast), world);
        expect(sorted(converge(cut).world)).to.deep.equal(sorted(converge(world).world));
      }),
      runs,
    );
  });

  it('mends what was damaged: definitions, failed and deleted instances, stopped recorders of ours', () => {
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.nat()), (world, numbers) => {
        const whole = converge(world).world;
        const { world: mended } = converge(damaged(whole, numbers));
        expect(planFor(mended).actions).to.deep.equal([]);
        expect(sorted(mended)).to.deep.equal(sorted(whole));
      }),
      runs,
    );
  });

  it('leaves the recorders that were there before as they are, unless the org.yaml says otherwise', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        fc.pre(world.desired.recorder.adopt === 'as-is');
        const end = converge(world).world;
        for (const [key, recorder] of world.recorders) expect(end.recorders.get(key)).to.equal(recorder);
      }),
      runs,
    );
  });
});

function operations(plan: Plan): readonly (CreateInstances | UpdateStackSet)[] {
  return plan.actions.filter(
    (action) =>
      action.type === 'create-instances' ||
      (action.type === 'update-stack-set' && action.operation !== undefined),
  ) as (CreateInstances | UpdateStackSet)[];
}

function isNotLast(action: Action): boolean {
  return action.type !== 'prove-coverage' && action.type !== 'put-aggregator';
}

/** A world in which the order of happenings no longer shows. */
function sorted(world: PureWorld): unknown {
  const entries = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...world,
    stackSets: entries(world.stackSets),
    recorders: entries(world.recorders),
    serviceLinkedRoles: [...world.serviceLinkedRoles].sort(),
    open: [...world.open].sort(),
  };
}
