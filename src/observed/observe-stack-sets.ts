import { mapBounded } from '../concurrency/map-bounded.js';
import { ownershipTag, parseStackSetName } from '../desired/names.js';
import { textDigest } from '../model/digest.js';
import type { ObservedStackSet, StackInstance } from '../model/observed.js';
import type { AccountId } from '../model/target.js';
import type { StackSetsReadPort } from './ports.js';

/** CloudFormation's rate is not published; this number is assumed to stay below it. */
const concurrentStackSets = 8;

/**
 * Every StackSet of our names that exists, asked for (any more) or not, each with its instances.
 *
 * @param listed whose instances are listed: one short list for each account, or all pages; none: the StackSet is of no
 * interest, and is not in the answer.
 */
export async function observeStackSets(
  prefix: string,
  port: StackSetsReadPort,
  signal: AbortSignal,
  listed: (stackSet: string) => readonly AccountId[] | 'all' = () => 'all',
): Promise<ReadonlyMap<string, ObservedStackSet>> {
  const names = (await port.listStackSets()).filter(
    (name) => parseStackSetName(prefix, name) !== undefined && listed(name).length > 0,
  );
  const found = await mapBounded(names, concurrentStackSets, async (name) => {
    signal.throwIfAborted();
    const described = await port.describeStackSet(name);
    const instances = described && (await listInstances(name, listed(name), port));
    // It was deleted since the list was read.
    if (described === undefined || instances === undefined) return [];
    const { templateBody, ...rest } = described;
    const owned = described.tags[ownershipTag] === prefix;
    return [{ ...rest, owned, templateDigest: textDigest(templateBody), instances }];
  });
  return new Map(found.flat().map((stackSet) => [stackSet.name, stackSet]));
}

const concurrentLists = 4;

async function listInstances(
  name: string,
  accounts: readonly AccountId[] | 'all',
  port: StackSetsReadPort,
): Promise<readonly StackInstance[] | undefined> {
  if (accounts === 'all') return port.listStackInstances(name);
  const lists = await mapBounded(accounts, concurrentLists, (one) => port.listStackInstances(name, one));
  const there = lists.filter((list) => list !== undefined);
  return there.length < lists.length ? undefined : there.flat();
}
