import type { AccountId, RegionName } from './target.js';

/** What a run is narrowed to: targets whose account and Region are both named. Missing: every account, every Region. */
export interface Scope {
  readonly accounts?: ReadonlySet<AccountId>;
  readonly regions?: ReadonlySet<RegionName>;
}

export const everything: Scope = {};

export function isNarrow({ accounts, regions }: Scope): boolean {
  return accounts !== undefined || regions !== undefined;
}

/** A place without an account or a Region is in scope where the other one is. */
export function isInScope(
  { accounts, regions }: Scope,
  { accountId, region }: { readonly accountId?: AccountId; readonly region?: RegionName },
): boolean {
  return (
    (accounts === undefined || accountId === undefined || accounts.has(accountId)) &&
    (regions === undefined || region === undefined || regions.has(region))
  );
}

/** A scope as plain data, sorted. */
export interface ScopeData {
  readonly accounts?: readonly AccountId[] | undefined;
  readonly regions?: readonly RegionName[] | undefined;
}

export function scopeOf({ accounts, regions }: ScopeData): Scope {
  return {
    ...(accounts ? { accounts: new Set(accounts) } : {}),
    ...(regions ? { regions: new Set(regions) } : {}),
  };
}

export function scopeData({ accounts, regions }: Scope): ScopeData {
  return {
    ...(accounts ? { accounts: [...accounts].sort() } : {}),
    ...(regions ? { regions: [...regions].sort() } : {}),
  };
}

/** What is in both. */
export function both(one: Scope, other: Scope): Scope {
  const accounts = inBoth(one.accounts, other.accounts);
  const regions = inBoth(one.regions, other.regions);
  return { ...(accounts ? { accounts } : {}), ...(regions ? { regions } : {}) };
}

function inBoth<T>(one: ReadonlySet<T> | undefined, other: ReadonlySet<T> | undefined) {
  if (one === undefined || other === undefined) return one ?? other;
  return new Set([...one].filter((item) => other.has(item)));
}
