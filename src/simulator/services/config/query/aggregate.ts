import { valuesAt } from './document.js';
import type { Document, Json, Scalar } from './document.js';
import { nameOf } from './syntax.js';
import type { Aggregate, Path, Query } from './syntax.js';

/** One group of resources: what they share, and what was counted over them, by the names of the columns. */
export type Group = ReadonlyMap<string, Scalar | null>;

/**
 * The groups of an aggregation, the largest first (assumed: AWS names no order, its examples show this one). A resource
 * without the property is in no group, and one with several values of it is in a group for each (both assumed).
 * Without GROUP BY all resources are one group, also when there are none.
 */
export function groupsOf(query: Query, documents: Iterable<Document>): readonly Group[] {
  const aggregates = query.columns.filter((column) => column.kind === 'aggregate');
  const found = new Map<string, { key: readonly Scalar[]; count: number; totals: readonly Total[] }>();
  const groupFor = (key: readonly Scalar[]): { count: number; totals: readonly Total[] } => {
    const id = JSON.stringify(key);
    let group = found.get(id);
    if (group === undefined) {
      group = { key, count: 0, totals: aggregates.map((aggregate) => new Total(aggregate)) };
      found.set(id, group);
    }
    return group;
  };
  if (query.groupBy.length === 0) groupFor([]);
  for (const document of documents) {
    for (const key of keysOf(document, query.groupBy)) {
      const group = groupFor(key);
      group.count += 1;
      for (const total of group.totals) total.add(document);
    }
  }
  return [...found.values()]
    .sort((a, b) => b.count - a.count || (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1))
    .map(
      ({ key, totals }) =>
        new Map<string, Scalar | null>([
          ...query.groupBy.map((path, n): [string, Scalar] => [path.join('.'), key[n] ?? '']),
          ...totals.map((total): [string, Scalar | null] => [total.name, total.result()]),
        ]),
    );
}

/** A group's columns in the shape of a resource: `{"COUNT(*)":2,"configuration":{"complianceType":"COMPLIANT"}}`. */
export function renderGroup(query: Query, group: Group): Json {
  const root: Record<string, Json> = {};
  for (const column of query.columns) {
    if (column.kind === 'all') continue;
    const value = group.get(nameOf(column)) ?? null;
    if (column.kind === 'aggregate') root[nameOf(column)] = value;
    else place(root, column.path, value);
  }
  return root;
}

function place(root: Record<string, Json>, path: Path, value: Json): void {
  let at = root;
  for (const step of path.slice(0, -1)) {
    const next = (at[step] ?? {}) as Record<string, Json>;
    at[step] = next;
    at = next;
  }
  const last = path.at(-1);
  if (last !== undefined) at[last] = value;
}

/** Every combination of the document's values at the paths. */
function keysOf(document: Document, paths: readonly Path[]): readonly (readonly Scalar[])[] {
  return paths.reduce<readonly (readonly Scalar[])[]>(
    (keys, path) => {
      const values = [...new Set(valuesAt(document, path))];
      return keys.flatMap((key) => values.map((value) => [...key, value]));
    },
    [[]],
  );
}

/** One function over one group, value by value. */
class Total {
  readonly name: string;
  readonly #aggregate: Aggregate;
  #count = 0;
  #sum = 0;
  #least: Scalar | undefined;
  #most: Scalar | undefined;

  constructor(aggregate: Aggregate) {
    this.name = nameOf(aggregate);
    this.#aggregate = aggregate;
  }

  add(document: Document): void {
    if (this.#aggregate.of === '*') {
      this.#count += 1;
      return;
    }
    for (const value of valuesAt(document, this.#aggregate.of)) {
      this.#count += 1;
      if (typeof value === 'number') this.#sum += value;
      if (this.#least === undefined || value < this.#least) this.#least = value;
      if (this.#most === undefined || value > this.#most) this.#most = value;
    }
  }

  /** Null over nothing, but for COUNT. */
  result(): Scalar | null {
    switch (this.#aggregate.name) {
      case 'COUNT':
        return this.#count;
      case 'SUM':
        return this.#count === 0 ? null : this.#sum;
      case 'AVG':
        return this.#count === 0 ? null : this.#sum / this.#count;
      case 'MIN':
        return this.#least ?? null;
      case 'MAX':
        return this.#most ?? null;
    }
  }
}
