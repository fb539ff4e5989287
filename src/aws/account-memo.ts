import type { AccountId } from '../model/target.js';
import { Memo } from './memo.js';

/** What is kept of accounts, sessions in them say, until it is of no use any more for one of them, or for all. */
export class AccountMemo<T> {
  readonly #kept = new Map<AccountId, Memo<T>>();

  /** @param key tells apart what is kept of one account. */
  get(accountId: AccountId, key: string, make: () => Promise<T>): Promise<T> {
    const own = this.#kept.get(accountId) ?? new Memo<T>();
    this.#kept.set(accountId, own);
    return own.get(key, make);
  }

  forget(accountId: AccountId): void {
    this.#kept.delete(accountId);
  }

  clear(): void {
    this.#kept.clear();
  }
}
