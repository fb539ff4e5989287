import type { Desired, DesiredStackSet } from '../model/desired.js';
import type { OperationTargets } from '../model/plan.js';
import { isNarrow } from '../model/scope.js';
import { compareText, type AccountId } from '../model/target.js';
import { chunk } from './chunk.js';

/** One StackSet operation: the accounts that it concerns, and how it names them. */
export interface Operation {
  readonly accounts: readonly AccountId[];
  readonly operation: OperationTargets;
}

type Units = Pick<
  Desired,
  'accountsInUnits' | 'organizationalUnitsPerOperation' | 'accountsPerOperation' | 'scope'
>;

/**
 * The fewest operations that reach exactly these accounts: one, unless it would name more OUs or accounts than one
 * operation may. A narrowed run says whom it reaches, one by one: it need not know who else is there.
 *
 * @param accounts all of which are in the StackSet's OUs; sorted.
 */
export function operationsFor(
  stackSet: DesiredStackSet,
  accounts: readonly AccountId[],
  desired: Units,
): readonly Operation[] {
  const most = desired.accountsPerOperation;
  if (stackSet.permissionModel === 'SELF_MANAGED')
    return chunk(accounts, most).map((some) => ({
      accounts: some,
      operation: { organizationalUnits: undefined, filter: undefined, accounts: some },
    }));
  if (accounts.length === 0) return [];
  const reached = new Set(accounts);
  return togetherNamed(unitsToName(stackSet, accounts, desired), reached, desired).flatMap(
    (named): Operation[] => {
      const units = named.toSorted(compareText);
      const inUnits = [...new Set(units.flatMap((unit) => desired.accountsInUnits.get(unit) ?? []))];
      const mine = inUnits.filter((account) => reached.has(account)).sort(compareText);
      if (mine.length === 0) return [];
      const operation = isNarrow(desired.scope) ? undefined : fewestWords(units, inUnits, mine);
      if (operation && operation.accounts.length <= most) return [{ accounts: mine, operation }];
      return chunk(mine, most).map((some) => ({
        accounts: some,
        operation: { organizationalUnits: units, filter: 'INTERSECTION', accounts: some },
      }));
    },
  );
}

/**
 * OUs in their order, as many together as one operation may name with their accounts. One whose accounts are too many
 * stands alone.
 */
function togetherNamed(
  units: readonly string[],
  reached: ReadonlySet<AccountId>,
  desired: Units,
): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let current: string[] = [];
  let [meant, left] = [0, 0];
  for (const unit of units) {
    const inUnit = desired.accountsInUnits.get(unit) ?? [];
    const own = inUnit.filter((account) => reached.has(account)).length;
    const [nowMeant, nowLeft] = [meant + own, left + inUnit.length - own];
    const words = isNarrow(desired.scope) ? nowMeant : Math.min(nowMeant, nowLeft);
    const isFull =
      current.length === desired.organizationalUnitsPerOperation || words > desired.accountsPerOperation;
    if (isFull && current.length > 0) {
      groups.push(current);
      [current, meant, left] = [[unit], own, inUnit.length - own];
    } else {
      current.push(unit);
      [meant, left] = [nowMeant, nowLeft];
    }
  }
  return current.length === 0 ? groups : [...groups, current];
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
