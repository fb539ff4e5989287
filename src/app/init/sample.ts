import type { Account } from '../../model/organization.js';

/**
 * The accounts to look at, so that every unit is heard before any is heard again: the first of each unit, then the
 * second of each.
 *
 * @param first accounts that come before all others. @param most how many.
 */
export function sampleAccounts(
  accounts: readonly Account[],
  first: readonly string[],
  most: number,
): readonly Account[] {
  const named = accounts.filter(({ id }) => first.includes(id));
  const byUnit = new Map<string, Account[]>();
  for (const account of accounts.filter(({ id }) => !first.includes(id))) {
    const unit = account.path.join('/');
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), account]);
  }
  const units = [...byUnit.values()];
  const longest = Math.max(0, ...units.map((unit) => unit.length));
  const turns = Array.from({ length: longest }, (_, turn) => units.flatMap((unit) => unit[turn] ?? []));
  return [...named, ...turns.flat()].slice(0, most);
}
