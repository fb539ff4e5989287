import { mapBounded } from '../concurrency/map-bounded.js';
import { madeRuleDifferences, ourRules } from '../desired/our-rules.js';
import { ruleParameter } from '../desired/parameters.js';
import type { Desired } from '../model/desired.js';
import type { Observed, RuleLook, TargetLook } from '../model/observed.js';
import { targetKey, type Target } from '../model/target.js';
import { ruleNames } from '../model/catalog.js';
import type { StackSetsReadPort } from './ports.js';

/** CloudFormation's rate is not published; this number is assumed to stay below it. */
const concurrentInstances = 8;

/**
 * Rules that instances of ours leave out by a parameter override, because somebody else's were there when they were made.
 * Only the instance itself tells (DescribeStackInstance; lists have no overrides), so it is asked only where a rule turned
 * out to be missing beside it, or to be another one.
 *
 * @param targets looks, by targetKey.
 * @returns names of rules by targetKey, for the targets asked about.
 */
export async function observeLeftOut(
  desired: Pick<Desired, 'stackSets' | 'rulesByRegion'>,
  stackSets: Observed['stackSets'],
  targets: ReadonlyMap<string, TargetLook>,
  port: Pick<StackSetsReadPort, 'instanceOverrides'>,
  signal: AbortSignal,
): Promise<Observed['leftOut']> {
  const asked = desired.stackSets
    .filter(({ kind }) => kind === 'rules')
    .flatMap(({ name, region, accounts }) => {
      const found = stackSets.get(name);
      const wanted = new Map((desired.rulesByRegion.get(region) ?? []).map((rule) => [rule.name, rule]));
      const made = ourRules(found?.parameters ?? {}).filter((rule) => wanted.has(rule.name));
      const isMade = (look: RuleLook) => {
        const rule = made.find((one) => one.name === look.name);
        const defaults = wanted.get(look.name)?.defaults ?? {};
        return rule === undefined || madeRuleDifferences(rule, look, defaults).length === 0;
      };
      const ours = new Set(accounts);
      return (found?.owned ? found.instances : [])
        .filter((one) => one.region === region && one.status !== 'INOPERABLE' && ours.has(one.accountId))
        .filter((one) => isOtherwise(targets.get(targetKey(one)), [...wanted.keys()], isMade))
        .map(({ accountId }) => ({ name, target: { accountId, region } satisfies Target }));
    });
  const found = await mapBounded(asked, concurrentInstances, async ({ name, target }) => {
    signal.throwIfAborted();
    const overrides = await port.instanceOverrides(name, target);
    // It was taken away since the list was read.
    if (overrides === undefined) return [];
    const left = ruleNames.filter((rule) => overrides[ruleParameter(rule)] === 'false');
    return [[targetKey(target), left] as const];
  });
  return new Map(found.flat());
}

function isOtherwise(
  look: TargetLook | undefined,
  wanted: readonly string[],
  isMade: (rule: RuleLook) => boolean,
): boolean {
  if (!look?.seen || look.rules === 'not-looked') return false;
  const there = new Set(look.rules.map(({ name }) => name));
  return wanted.some((name) => !there.has(name)) || !look.rules.every(isMade);
}
