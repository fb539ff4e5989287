import type { Desired } from '../model/desired.js';
import type { Observed } from '../model/observed.js';
import { compareText } from '../model/target.js';

const named = 10;

/** Instances of ours that nothing asks for (any more): they are named, and stay. */
export function surplusWarnings(desired: Desired, observed: Observed): readonly string[] {
  const wanted = new Map(desired.stackSets.map((stackSet) => [stackSet.name, stackSet]));
  return [...observed.stackSets.values()]
    .filter(({ owned }) => owned)
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap(({ name, instances }) => {
      const stackSet = wanted.get(name);
      const accounts = new Set(stackSet?.accounts);
      const surplus = instances
        .filter(({ accountId, region }) => region !== stackSet?.region || !accounts.has(accountId))
        .map(({ accountId, region }) => `${accountId}/${region}`)
        .sort(compareText);
      if (surplus.length === 0) return [];
      const more = surplus.length > named ? ` and ${surplus.length - named} more` : '';
      return [
        `StackSet ${name} has instances that nothing asks for; they stay: ${surplus.slice(0, named).join(', ')}${more}.`,
      ];
    });
}
