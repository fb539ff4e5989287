import { everything, type Scope } from '../model/scope.js';

/** What --account narrows a run to; without it: everything. */
export function scopeOfAccounts(accounts: readonly string[]): Scope {
  return accounts.length === 0 ? everything : { accounts: new Set(accounts) };
}
