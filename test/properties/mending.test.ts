import { expect } from 'chai';
import fc from 'fast-check';
import { findDrift } from '../../src/drift/find-drift.js';
import { mendingOnly, mendingPlan } from '../../src/drift/mending-plan.js';
import { withMending } from '../../src/drift/with-mending.js';
import { driftKindNames, type DriftKind } from '../../src/model/drift.js';
import type { Plan } from '../../src/model/plan.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { worlds } from '../support/arbitraries/world.js';
import { damaged } from '../support/damage.js';
import { applyPurely, observePurely, type PureWorld } from '../support/pure-world.js';
import { converge } from '../support/trips.js';

const runs = { numRuns: 150 };

/** A covered organization after mishaps. */
const damages: fc.Arbitrary<PureWorld> = fc
  .tuple(worlds, fc.infiniteStream(fc.nat()))
  .map(([world, numbers]) => damaged(converge(world).world, numbers));

const someKinds = fc.subarray([...driftKindNames], { minLength: 1 });

function lookAt(world: PureWorld) {
  const observed = observePurely(world, 'standard');
  const plan = makePlan(world.desired, observed);
  return { plan, ...findDrift(world.desired, observed) };
}

/** What is left of some kinds, as text. */
function ofKinds(world: PureWorld, kinds: readonly DriftKind[]): readonly string[] {
  return lookAt(world)
    .findings.filter(({ kind }) => kinds.includes(kind))
    .map((finding) => JSON.stringify(finding));
}

const ids = ({ actions }: Plan) => actions.map(({ id }) => id);

describe('mending drift', () => {
  it('leaves nothing of ours to a person that was only damaged', () => {
    fc.assert(
      fc.property(damages, (world) => {
        const { findings, plan } = lookAt(world);
        const left = withMending(findings, plan).filter(({ mendedBy }) => mendedBy.length === 0);
        for (const { instructions } of left) expect(instructions).to.be.a('string');
        const ours = left.filter(({ owner }) => owner === 'ours');
        // What can be looked at only once the roles are there is mended in a later trip.
        expect(plan.lookLater.length > 0 || ours.length === 0).to.equal(true);
      }),
      runs,
    );
  });

  it('says of each finding only actions that are in the plan, and of each action what it is for', () => {
    fc.assert(
      fc.property(damages, (world) => {
        const { findings, plan } = lookAt(world);
        const named = new Set(withMending(findings, plan).flatMap(({ mendedBy }) => mendedBy));
        expect([...named].filter((id) => !ids(plan).includes(id))).to.deep.equal([]);
        const unnamed = ids(plan).filter((id) => !named.has(id) && !id.startsWith('prove-'));
        expect(unnamed).to.deep.equal([]);
      }),
      runs,
    );
  });

  it('of some kinds does a part of the plan, and mends what was found of them', () => {
    fc.assert(
      fc.property(damages, someKinds, (world, kinds) => {
        const { findings, plan } = lookAt(world);
        // What can be looked at only after that is mended in a further trip.
        fc.pre(plan.lookLater.length === 0);
        const whole = mendingPlan(plan);
        const chosen = findings.filter(({ kind }) => kinds.includes(kind));
        const part = mendingOnly(whole, chosen);
        expect(ids(part).filter((id) => !ids(whole).includes(id))).to.deep.equal([]);
        // Where AWS would need more than was chosen, it refuses, and the failure says so.
        const mended = tried(() => applyPurely(part.actions, world));
        if (mended === undefined) return;
        const before = new Set(
          withMending(chosen, part).flatMap(({ mendedBy, ...finding }) =>
            mendedBy.length > 0 ? [JSON.stringify(finding)] : [],
          ),
        );
        for (const finding of ofKinds(mended, kinds)) expect(before).not.to.include(finding);
      }),
      runs,
    );
  });

  it('of no kind does nothing', () => {
    fc.assert(
      fc.property(damages, (world) => {
        expect(mendingOnly(mendingPlan(lookAt(world).plan), []).actions).to.deep.equal([]);
      }),
      runs,
    );
  });
});

function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
