import type { Desired, DesiredStackSet } from '../model/desired.js';
import type { OperationTargets } from '../model/plan.js';
import { isNarrow } from '../model/scope.js';
import { compareText, type AccountId } from '../model/target.js';

/** One StackSet operation: the accounts that it concerns, and how it names them. */
export interface Operation {
  readonly accounts: readonly AccountId[];
  readonly operation: OperationTargets;
}

type Units = Pick<Desired, 'accountsInUnits' | 'organizationalUnitsPerOperation' | 'scope'>;

/**
 * The fewest operations that reach exactly these accounts: one, unless more OUs are concerned than one operation may
 * name. A narrowed run says whom it reaches, one by one: it need not know who else is there.
 *
 * @param accounts all of which are in the StackSet's OUs; sorted.
 */
export function operationsFor(
  stackSet: DesiredStackSet,
  accounts: readonly AccountId[],
  desired: Units,
): readonly Operation[] {
  if (accounts.length === 0) return [];
  if (stackSet.permissionModel === 'SELF_MANAGED')
    return [{ accounts, operation: { organizationalUnits: undefined, filter: undefined, accounts } }];
  return chunk(unitsToName(stackSet, accounts, desired), desired.organizationalUnitsPerOperation).flatMap(
    (units) => {
      const inUnits = new Set(units.flatMap((unit) => desired.accountsInUnits.get(unit) ?? []));
      const mine = accounts.filter((account) => inUnits.has(account));
      if (mine.length === 0) return [];
      const named = units.toSorted(compareText);
      const operation = isNarrow(desired.scope)
        ? { organizationalUnits: named, filter: 'INTERSECTION' as const, accounts: mine }
        : fewestWords(named, [...inUnits], mine);
      return [{ accounts: mine, operation }];
    },
  );
}

/**
 * Names the accounts in the fewest words: those to reach (INTERSECTION), those to leave out (DIFFERENCE), or none of
 * them where whole OUs are meant. Where both lists are equally long, the one that says what is reached is chosen: an
 * account that joins in the meantime is then not swept in.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html
 *
 * @param inUnits every account in these OUs, the suspended and excluded ones too.
 */
export function fewestWords(
  units: readonly string[],
  inUnits: readonly AccountId[],
  accounts: readonly AccountId[],
): OperationTargets {
  const reached = new Set(accounts);
  const left = inUnits.filter((account) => !reached.has(account)).sort(compareText);
  if (left.length === 0) return { organizationalUnits: units, filter: 'NONE', accounts: [] };
  if (left.length < accounts.length)
    return { organizationalUnits: units, filter: 'DIFFERENCE', accounts: left };
  return { organizationalUnits: units, filter: 'INTERSECTION', accounts };
}

/**
 * OUs that hold one of the accounts. Auto-deployment serves the OUs that an operation has named, so OUs in which there
 * is nobody to reach yet are named as well where it is on; last, so that they never cause a further operation.
 */
function unitsToName(
  stackSet: DesiredStackSet,
  accounts: readonly AccountId[],
  { accountsInUnits, scope }: Units,
): string[] {
  const holds = (unit: string, some: ReadonlySet<AccountId>) =>
    (accountsInUnits.get(unit) ?? []).some((account) => some.has(account));
  const reached = new Set(accounts);
  const wanted = new Set(stackSet.accounts);
  const units = stackSet.organizationalUnits.toSorted(compareText);
  const concerned = units.filter((unit) => holds(unit, reached));
  if (!stackSet.autoDeployment?.enabled || isNarrow(scope)) return concerned;
  return [...concerned, ...units.filter((unit) => !holds(unit, wanted))];
}

function chunk<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const chunks: T[][] = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
}
