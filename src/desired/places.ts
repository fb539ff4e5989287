import type { Places } from '../model/desired.js';
import type { Organization } from '../model/organization.js';
import type { AccountId } from '../model/target.js';

export function placesOf({ rootId, units, accounts }: Organization): Places {
  const below = new Map<string, Set<AccountId>>(
    [rootId, ...units.map(({ id }) => id)].map((id) => [id, new Set()]),
  );
  for (const { id, path } of accounts) for (const unit of path) below.get(unit)?.add(id);
  return {
    rootId,
    accountsBelow: below,
    active: new Set(accounts.filter(({ state }) => state === 'ACTIVE').map(({ id }) => id)),
  };
}
