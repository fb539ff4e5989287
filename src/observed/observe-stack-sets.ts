import { mapBounded } from '../concurrency/map-bounded.js';
import { ownershipTag, parseStackSetName } from '../desired/names.js';
import { textDigest } from '../model/digest.js';
import type { ObservedStackSet } from '../model/observed.js';
import type { StackSetsReadPort } from './ports.js';

/** CloudFormation's rate is not published; this number is assumed to stay below it. */
const concurrentStackSets = 8;

/** Every StackSet of our names that exists, asked for (any more) or not, each with all of its instances. */
export async function observeStackSets(
  prefix: string,
  port: StackSetsReadPort,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ObservedStackSet>> {
  const names = (await port.listStackSets()).filter((name) => parseStackSetName(prefix, name) !== undefined);
  const found = await mapBounded(names, concurrentStackSets, async (name) => {
    signal.throwIfAborted();
    const described = await port.describeStackSet(name);
    // It was deleted since the list was read.
    if (described === undefined) return [];
    const { templateBody, ...rest } = described;
    const instances = await port.listStackInstances(name);
    const owned = described.tags[ownershipTag] === prefix;
    return [{ ...rest, owned, templateDigest: textDigest(templateBody), instances }];
  });
  return new Map(found.flat().map((stackSet) => [stackSet.name, stackSet]));
}
