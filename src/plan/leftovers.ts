import { isRegional, isShared, parseStackSetName } from '../desired/names.js';
import type { Desired, DesiredStackSet, StackSetKind } from '../model/desired.js';
import type { Observed, ObservedStackSet, StackInstance } from '../model/observed.js';
import type { StandingStackSet } from '../model/plan.js';
import { isInScope, isNarrow, type Scope } from '../model/scope.js';
import { compareTargets, compareText, type Target } from '../model/target.js';
import { autoDeployment, stackSetDifferences } from './differences.js';

/** A StackSet of ours with instances that nothing asks for, or that nothing asks for as a whole. */
export interface Leftover {
  readonly observed: ObservedStackSet;
  readonly stackSet: StandingStackSet;
  /** As it should be from now on; `undefined`: it should not be. */
  readonly wanted: DesiredStackSet | undefined;
  /** Those to be taken away, sorted; none where the definition alone goes. */
  readonly instances: readonly StackInstance[];
}

/**
 * What stands and nothing asks for (any more). A suspended account keeps its instances as long as their StackSet is
 * wanted and no change reaches instances that it does not name: they serve again once it is reinstated. Not so what the
 * hub has: another account administers by then. One entry for each StackSet and Region of instances, sorted by name.
 */
export function leftoversOf(
  desired: Pick<Desired, 'prefix' | 'scope' | 'stackSets' | 'stackSetsRegion' | 'places'>,
  observed: Pick<Observed, 'stackSets'>,
): readonly Leftover[] {
  const wanted = new Map(desired.stackSets.map((stackSet) => [stackSet.name, stackSet]));
  return [...observed.stackSets.values()]
    .filter(({ owned }) => owned)
    .toSorted((a, b) => compareText(a.name, b.name))
    .flatMap((found): Leftover[] => {
      const name = parseStackSetName(desired.prefix, found.name);
      if (!name) return [];
      const asked = wanted.get(found.name);
      const accounts = new Set(asked?.accounts);
      const mayStay =
        asked !== undefined && !isShared(name.kind) && (isNarrow(desired.scope) || !reachesAll(asked, found));
      const surplus = found.instances
        .filter(
          ({ accountId, region }) =>
            isLookedAt(name.kind, { accountId, region }, desired.scope) &&
            (region !== asked?.region ||
              (!accounts.has(accountId) && !(desired.places.suspended.has(accountId) && mayStay))),
        )
        .toSorted(compareTargets);
      const regions = [...new Set(surplus.map(({ region }) => region))];
      // A definition is there for everybody.
      if (regions.length === 0 && (asked || isNarrow(desired.scope))) return [];
      const region = name.region ?? regions[0] ?? desired.stackSetsRegion;
      return (regions.length === 0 ? [region] : regions).map((where) => ({
        observed: found,
        stackSet: {
          name: found.name,
          kind: name.kind,
          permissionModel: found.permissionModel,
          region: where,
        },
        wanted: asked,
        instances: surplus.filter((one) => one.region === where),
      }));
    });
}

/**
 * Whether a narrowed run can tell that nothing asks for an instance. Stacks of roles serve every Region of their account,
 * and what the hub has serves everybody.
 */
function isLookedAt(kind: StackSetKind, target: Target, scope: Scope): boolean {
  if (isNarrow(scope) && isShared(kind)) return false;
  if (!isNarrow(scope) || isRegional(kind)) return isInScope(scope, target);
  return scope.regions === undefined && isInScope(scope, target);
}

/** Whether the definition changes in a way that names no accounts, and so reaches every instance there is. */
function reachesAll(asked: DesiredStackSet, found: ObservedStackSet): boolean {
  const differences = stackSetDifferences(asked, found);
  const accounts = new Set(asked.accounts);
  return (
    differences.some(({ field }) => field === autoDeployment) ||
    (differences.length > 0 && !found.instances.some(({ accountId }) => accounts.has(accountId)))
  );
}
