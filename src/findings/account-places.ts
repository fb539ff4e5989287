import type { Organization } from '../model/organization.js';
import type { AccountId } from '../model/target.js';

/** Where an account is in the organization. */
export interface AccountPlace {
  /** The path of its unit; `/` is the root. */
  readonly unit: string;
  /** Ids and paths of the root and of every unit that it is in. */
  readonly above: ReadonlySet<string>;
}

export function placesByAccount({
  accounts,
  units,
  rootId,
}: Organization): ReadonlyMap<AccountId, AccountPlace> {
  const paths = new Map([[rootId, '/'], ...units.map(({ id, path }) => [id, path] as const)]);
  const byPath = new Map<string, AccountPlace>();
  return new Map(
    accounts.map(({ id, path }) => {
      const key = path.join(' ');
      const place = byPath.get(key) ?? {
        unit: paths.get(path.at(-1) ?? rootId) ?? '/',
        above: new Set(path.flatMap((unit) => [unit, paths.get(unit) ?? unit])),
      };
      byPath.set(key, place);
      return [id, place];
    }),
  );
}
