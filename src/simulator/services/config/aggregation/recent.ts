import type { World } from '../../../kernel/contract.js';

/** Keeps the last few values that were used, by key. */
class Recent<T> {
  readonly #most: number;
  readonly #values = new Map<string, T>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): T | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: T): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#most) return;
      this.#values.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#values.delete(key);
  }
}

/** The last `most` values of each world. They are no part of its state: whatever is not there is made again. */
export function recentOf<T>(most: number): (world: World) => Recent<T> {
  const worlds = new WeakMap<World, Recent<T>>();
  return (world) => {
    const known = worlds.get(world) ?? new Recent<T>(most);
    worlds.set(world, known);
    return known;
  };
}
