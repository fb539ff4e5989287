/**
 * Keeps the promise itself, so that two callers at the same moment share one call. A failure is not kept: what could
 * not be done before the roles exist is tried again after.
 */
export class Memo<T> {
  readonly #kept = new Map<string, Promise<T>>();

  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(key);
    if (known) return known;
    const made = make();
    this.#kept.set(key, made);
    made.catch(() => this.#kept.delete(key));
    return made;
  }
}
