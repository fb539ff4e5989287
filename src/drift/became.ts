import { findingKey, thingKey, type DriftFinding, type DriftKind } from '../model/drift.js';

/** What a place that was not covered shows where covering it failed half way. */
const halfCovered: readonly DriftKind[] = [
  'instance-missing',
  'instance-failed',
  'instance-outdated',
  'instance-inoperable',
];

/**
 * What earlier findings have become: what was not found then, and is wrong with the same things, or with the places that
 * were not covered. A place with nothing in it is 'not-covered' first, and 'instance-failed' when its stack did not come up.
 *
 * @param earlier all that was found before.
 * @param chosen those of them that are asked for.
 */
export function became(
  earlier: readonly DriftFinding[],
  chosen: readonly DriftFinding[],
  later: readonly DriftFinding[],
): readonly DriftFinding[] {
  const known = new Set(earlier.map(findingKey));
  const things = new Set(chosen.map(thingKey));
  const bare = new Set(chosen.flatMap((one) => (one.kind === 'not-covered' ? [placeKey(one)] : [])));
  return later.filter(
    (one) =>
      !known.has(findingKey(one)) &&
      (things.has(thingKey(one)) || (halfCovered.includes(one.kind) && bare.has(placeKey(one)))),
  );
}

/**
 * Of what was found, what is not there any more in any form.
 *
 * @param earlier all that was found before.
 */
export function gone<T extends DriftFinding>(
  found: readonly T[],
  earlier: readonly DriftFinding[],
  later: readonly DriftFinding[],
): readonly T[] {
  const known = new Set(earlier.map(findingKey));
  const fresh = later.filter((one) => !known.has(findingKey(one)));
  const still = new Set(later.map(findingKey));
  const things = new Set(fresh.map(thingKey));
  const half = new Set(fresh.flatMap((one) => (halfCovered.includes(one.kind) ? [placeKey(one)] : [])));
  return found.filter(
    (one) =>
      !still.has(findingKey(one)) &&
      !things.has(thingKey(one)) &&
      !(one.kind === 'not-covered' && half.has(placeKey(one))),
  );
}

function placeKey({ accountId, region }: DriftFinding): string {
  return `${accountId ?? '*'}/${region ?? '*'}`;
}
