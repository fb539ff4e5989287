import { valueAt } from './explain.js';
import type { Path } from './path.js';

/** A mistake that shows only when two places of the org.yaml, or one of them and the catalog, are seen together. */
export interface Conflict {
  readonly path: Path;
  readonly reason: string;
}

/** A text, and where it stands. */
export interface Mention {
  readonly value: string;
  readonly path: Path;
}

/** The data of an org.yaml as it was read, right or wrong. */
export class Reader {
  readonly #data: unknown;

  constructor(data: unknown) {
    this.#data = data;
  }

  at(...path: Path): unknown {
    return valueAt(this.#data, path);
  }

  /** The text at a path, if it is one. */
  text(...path: Path): Mention[] {
    const value = this.at(...path);
    return typeof value === 'string' ? [{ value, path }] : [];
  }

  /** The texts of a list; of its mappings, the text under `key`. */
  list(path: Path, key: string): Mention[] {
    const value = this.at(...path);
    if (!Array.isArray(value)) return [];
    return value.flatMap((_, index) => {
      const plain = this.text(...path, index);
      return plain.length > 0 ? plain : this.text(...path, index, key);
    });
  }

  regions(): { include: Mention[]; exclude: Mention[]; allowed: string[] } {
    return {
      include: this.list(['regions', 'include'], 'name'),
      exclude: this.list(['regions', 'exclude'], 'name'),
      allowed: this.list(['regions', 'allowUnsupported'], 'name').map((mention) => mention.value),
    };
  }
}
