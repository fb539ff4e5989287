import { scopeOf, type Scope } from '../model/scope.js';

/** What --account, and --region where there is one, narrow a run to; without them: everything. */
export function scopeFrom(accounts: readonly string[], regions: readonly string[] = []): Scope {
  return scopeOf({
    ...(accounts.length > 0 ? { accounts } : {}),
    ...(regions.length > 0 ? { regions } : {}),
  });
}
