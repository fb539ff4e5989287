import { mapBounded } from '../concurrency/map-bounded.js';
import { ruleParameter } from '../desired/parameters.js';
import type { Desired } from '../model/desired.js';
import type { Observed, TargetLook } from '../model/observed.js';
import { targetKey, type Target } from '../model/target.js';
import { ruleNames } from '../model/catalog.js';
import type { StackSetsReadPort } from './ports.js';

/** CloudFormation's rate is not published; this number is assumed to stay below it. */
const concurrentInstances = 8;

/**
 * Rules that instances of ours leave out by a parameter override, because somebody else's were there when they were made.
 * Only the instance itself tells (DescribeStackInstance; lists have no overrides), so it is asked only where a rule turned
 * out to be missing beside it.
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
      const wanted = (desired.rulesByRegion.get(region) ?? []).map((rule) => rule.name);
      const ours = new Set(accounts);
      return (found?.owned ? found.instances : [])
        .filter((one) => one.region === region && one.status === 'CURRENT' && ours.has(one.accountId))
        .filter((one) => lacksRule(targets.get(targetKey(one)), wanted))
        .map(({ accountId }) => ({ name, target: { accountId, region } satisfies Target }));
    });
  const found = await mapBounded(asked, concurrentInstances, async ({ name, target }) => {
    signal.throwIfAborted();
    const overrides = await port.instanceOverrides(name, target);
    const left = ruleNames.filter((rule) => overrides[ruleParameter(rule)] === 'false');
    return [targetKey(target), left] as const;
  });
  return new Map(found);
}

function lacksRule(look: TargetLook | undefined, wanted: readonly string[]): boolean {
  if (!look?.seen || look.rules === 'not-looked' || look.recorder === undefined) return false;
  const there = new Set(look.rules.map(({ name }) => name));
  return wanted.some((name) => !there.has(name));
}
