import { mapBounded } from '../concurrency/map-bounded.js';
import { ownershipTag } from '../desired/names.js';
import type { Desired } from '../model/desired.js';
import { digest } from '../model/digest.js';
import type { ObservedStackSet } from '../model/observed.js';
import type { StackSetsReadPort } from './ports.js';

/** CloudFormation's rate is not published; this number is assumed to stay below it. */
const concurrentStackSets = 8;

/** Those of our StackSets that exist, by name, each with all of its instances. */
export async function observeStackSets(
  desired: Desired,
  port: StackSetsReadPort,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ObservedStackSet>> {
  const existing = new Set(await port.listStackSets());
  const names = desired.stackSets.map(({ name }) => name).filter((name) => existing.has(name));
  const found = await mapBounded(names, concurrentStackSets, async (name) => {
    signal.throwIfAborted();
    const described = await port.describeStackSet(name);
    // It was deleted since the list was read.
    if (described === undefined) return [];
    const { templateBody, ...rest } = described;
    const instances = await port.listStackInstances(name);
    const owned = described.tags[ownershipTag] === desired.prefix;
    return [{ ...rest, owned, templateDigest: digest(templateBody), instances }];
  });
  return new Map(found.flat().map((stackSet) => [stackSet.name, stackSet]));
}
