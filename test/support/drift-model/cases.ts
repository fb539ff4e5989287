import fc from 'fast-check';
import type { DriftDepth } from '../../../src/model/drift.js';
import { catalogue } from './catalogue.js';
import type { CoveredWorld } from './covered-world.js';
import type { Disturbance } from './disturbance.js';
import { expectMended, feasible } from './disturbed-case.js';

export interface Case {
  readonly disturbances: readonly Disturbance[];
  /** At which it is looked at before it is mended. */
  readonly depth: DriftDepth;
}

const most = 20;

/** Up to twenty disturbances, one after the other; what can't be done any more is passed over. */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    disturbances: fc.array(fc.constantFrom(...catalogue), { minLength: 1, maxLength: most, size: 'max' }),
    depth: fc.constantFrom<DriftDepth[]>('quick', 'standard'),
  })
  .map((one) => ({ ...one, [fc.toStringMethod]: () => inWords(one) }));

/** So that a failing case can be read. */
function inWords({ disturbances, depth }: Case): string {
  const done = feasible(disturbances).map(({ what }) => `\n  - ${what}`);
  return `${done.join('')}\n  and look at depth ${depth} first`;
}

export function expectMendedFrom(
  some: fc.Arbitrary<Case>,
  world: () => CoveredWorld,
): fc.IAsyncProperty<[Case]> {
  return fc.asyncProperty(some, ({ disturbances, depth }) => expectMended(world(), disturbances, depth));
}
