import type { Places } from '../model/desired.js';
import { configService, type Organization } from '../model/organization.js';
import { targetKey, type AccountId, type RegionName } from '../model/target.js';

export function placesOf(organization: Organization): Places {
  const { rootId, units, accounts } = organization;
  const below = new Map<string, Set<AccountId>>(
    [rootId, ...units.map(({ id }) => id)].map((id) => [id, new Set()]),
  );
  for (const { id, path } of accounts) for (const unit of path) below.get(unit)?.add(id);
  return {
    rootId,
    accountsBelow: below,
    active: new Set(accounts.filter(({ state }) => state === 'ACTIVE').map(({ id }) => id)),
    suspended: new Set(
      accounts
        .filter(({ state }) => state === 'SUSPENDED' || state === 'PENDING_CLOSURE')
        .map(({ id }) => id),
    ),
    disabled: disabledIn(organization),
    configAdministrators: new Set([
      organization.managementAccountId,
      ...(organization.delegatedAdministrators.get(configService) ?? []),
    ]),
  };
}

/** StackSets reach an opt-in Region only where both the account and the management account have it. */
function disabledIn({ managementAccountId, accounts, optInRegions }: Organization): ReadonlySet<string> {
  const disabled = (accountId: AccountId): readonly RegionName[] => {
    const states = optInRegions.get(accountId);
    if (states === undefined || 'unknown' in states) return [];
    return [...states].flatMap(([region, state]) =>
      state === 'DISABLED' || state === 'DISABLING' ? [region] : [],
    );
  };
  const everywhere = disabled(managementAccountId);
  return new Set(
    accounts.flatMap(({ id: accountId }) =>
      [...everywhere, ...disabled(accountId)].map((region) => targetKey({ accountId, region })),
    ),
  );
}
