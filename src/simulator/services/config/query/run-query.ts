import { groupsOf, renderGroup } from './aggregate.js';
import { scalarProperties } from './check-query.js';
import { compared, testOf } from './condition.js';
import { maskOf, masked, valuesAt } from './document.js';
import type { Document, Scalar } from './document.js';
import { isAggregation, nameOf } from './syntax.js';
import type { Condition, Path, Query, Sort } from './syntax.js';

/** The names of a query's columns (`QueryInfo.SelectFields`). `SELECT *` shows its properties by name (assumed). */
export function fieldsOf(query: Query): readonly string[] {
  return query.columns.flatMap((column) => (column.kind === 'all' ? scalarProperties : [nameOf(column)]));
}

/** What a query finds among resources, each row as JSON; in the order in which the resources come, or as the query sorts. */
export function runQuery(query: Query, documents: Iterable<Document>): readonly string[] {
  const chosen = filtered(documents, query.where);
  return isAggregation(query) ? overGroups(query, chosen) : overResources(query, chosen);
}

function* filtered(documents: Iterable<Document>, where: Condition | undefined): Iterable<Document> {
  const test = where === undefined ? undefined : testOf(where);
  for (const document of documents) if (test === undefined || test(document)) yield document;
}

/** Only the text of a row is kept: an organization has more resources than fit into memory in full. */
function overResources(query: Query, chosen: Iterable<Document>): readonly string[] {
  const mask = maskOf(fieldsOf(query).map((field): Path => field.split('.')));
  const rows: { readonly keys: readonly (Scalar | undefined)[]; readonly text: string }[] = [];
  for (const document of chosen) {
    rows.push({
      keys: query.orderBy.map(({ by }) =>
        by.kind === 'property' ? valuesAt(document, by.path)[0] : undefined,
      ),
      text: JSON.stringify(masked(document, mask) ?? {}),
    });
  }
  return sorted(rows, query.orderBy, ({ keys }, n) => keys[n]).map(({ text }) => text);
}

function overGroups(query: Query, chosen: Iterable<Document>): readonly string[] {
  const names = query.orderBy.map(({ by }) => nameOf(by));
  return sorted(
    groupsOf(query, chosen),
    query.orderBy,
    (group, n) => group.get(names[n] ?? '') ?? undefined,
  ).map((group) => JSON.stringify(renderGroup(query, group)));
}

/** Sorted by the first property, then by the second, and so on; what has no value comes last (assumed). */
function sorted<T>(
  rows: readonly T[],
  orderBy: readonly Sort[],
  keyOf: (row: T, n: number) => Scalar | undefined,
): readonly T[] {
  if (orderBy.length === 0) return rows;
  return [...rows].sort((a, b) => {
    for (const [n, { descending }] of orderBy.entries()) {
      const [left, right] = [keyOf(a, n), keyOf(b, n)];
      if (left === undefined || right === undefined) {
        if (left !== right) return left === undefined ? 1 : -1;
        continue;
      }
      const order = compared(left, right) ?? 0;
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}
