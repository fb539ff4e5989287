import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Document, LineCounter, Node, Pair, YAMLMap } from 'yaml';
import type { Path } from './path.js';

export interface Position {
  readonly line: number;
  readonly column: number;
}

type Pairs = ReadonlyMap<string, Pair<Node, Node | null>>;

/** Where in the text a value, or the key before it, stands. */
export class SourceMap {
  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly #indexes = new WeakMap<YAMLMap, Pairs>();

  constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  /** The value at `path`, or the nearest that is there above it. */
  value(path: Path): Position {
    const { node, key } = this.#find(path);
    // An empty value stands nowhere: its key does.
    return isScalar(node) && node.source === '' && key ? this.#at(key) : this.#at(node ?? key);
  }

  /** The key at `path`, or the nearest that is there above it. */
  key(path: Path): Position {
    const { node, key } = this.#find(path);
    return this.#at(key ?? node);
  }

  /** A value as it is written, without quotes; undefined where it is no scalar. */
  source(path: Path): string | undefined {
    const { node, complete } = this.#find(path);
    return complete && isScalar(node) ? node.source : undefined;
  }

  offset(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  #at(node: Node | null | undefined): Position {
    return this.offset(node?.range?.[0] ?? 0);
  }

  /** By key; the last of several equal keys is the one whose value counts. */
  #pairs(map: YAMLMap<Node, Node | null>): Pairs {
    const known = this.#indexes.get(map);
    if (known) return known;
    const pairs: Pairs = new Map(
      map.items.map((item) => [isScalar(item.key) ? String(item.key.value) : '', item]),
    );
    this.#indexes.set(map, pairs);
    return pairs;
  }

  #find(path: Path): { node: Node | null; key: Node | undefined; complete: boolean } {
    let node: Node | null = this.#document.contents;
    let key: Node | undefined;
    for (const step of path) {
      const resolved: Node | null | undefined = isAlias(node) ? node.resolve(this.#document) : node;
      if (isMap<Node, Node | null>(resolved)) {
        const pair = this.#pairs(resolved).get(String(step));
        if (!pair) return { node, key, complete: false };
        [node, key] = [pair.value, pair.key];
      } else if (isSeq<Node>(resolved) && typeof step === 'number') {
        const item: Node | undefined = resolved.items[step];
        if (!item) return { node, key, complete: false };
        [node, key] = [item, item];
      } else {
        return { node, key, complete: false };
      }
    }
    return { node, key, complete: true };
  }
}
