import { expect } from 'chai';
import fc from 'fast-check';
import { findDrift } from '../../src/drift/find-drift.js';
import { driftKinds } from '../../src/model/drift.js';
import type { LookDepth } from '../../src/model/observed.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { worlds } from '../support/arbitraries/world.js';
import { damaged } from '../support/damage.js';
import { observePurely, type PureWorld } from '../support/pure-world.js';
import { converge } from '../support/trips.js';

const runs = { numRuns: 150 };

function findIn(world: PureWorld, depth: LookDepth) {
  return findDrift(world.desired, observePurely(world, depth));
}

/** A covered organization after mishaps, or before anything was done to it. */
const anyWorld: fc.Arbitrary<PureWorld> = fc
  .tuple(worlds, fc.infiniteStream(fc.nat()), fc.boolean())
  .map(([world, numbers, isCovered]) => (isCovered ? damaged(converge(world).world, numbers) : world));

describe('drift', () => {
  it('of a covered organization is nothing, but for recorders that are left as they were found', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom<LookDepth[]>('quick', 'standard', 'deep'), (world, depth) => {
        const { findings, unseen } = findIn(converge(world).world, depth);
        expect(findings.filter(({ owner }) => owner === 'ours')).to.deep.equal([]);
        expect(unseen).to.deep.equal([]);
      }),
      runs,
    );
  });

  it('is there where a plan has something to do or something is in its way, and nowhere else', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const observed = observePurely(world, 'standard');
        const { actions, obstacles, lookLater } = makePlan(world.desired, observed);
        const { findings, unseen } = findDrift(world.desired, observed);
        expect(findings.length + unseen.length > 0).to.equal(
          actions.length + obstacles.length + lookLater.length > 0,
        );
      }),
      runs,
    );
  });

  it('says of every place where an action reaches something that is not as it should be', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const observed = observePurely(world, 'standard');
        const { findings } = findDrift(world.desired, observed);
        const regions = new Set(findings.map(({ accountId, region }) => `${accountId}/${region}`));
        const accounts = new Set(findings.map(({ accountId }) => accountId));
        const outdated = new Set(findings.map(({ stackSet }) => stackSet));
        for (const action of makePlan(world.desired, observed).actions) {
          if (action.type === 'start-recorder')
            expect(regions).to.include(`${action.target.accountId}/${action.target.region}`);
          if (action.type === 'create-instances')
            for (const { accountId } of action.targets)
              expect(accounts.has(accountId) || outdated.has(action.stackSet.name), action.id).to.equal(true);
        }
      }),
      runs,
    );
  });

  it('is told kind by kind, each finding once', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { findings } = findIn(world, 'standard');
        const order = Object.keys(driftKinds);
        const kinds = findings.map(({ kind }) => order.indexOf(kind));
        expect(kinds).to.deep.equal(kinds.toSorted((a, b) => a - b));
        expect(new Set(findings.map((finding) => JSON.stringify(finding))).size).to.equal(findings.length);
      }),
      runs,
    );
  });
});
