import { groupsOf, renderGroup } from './aggregate.js';
import { scalarProperties } from './check-query.js';
import { compared, testOf } from './condition.js';
import { maskOf, masked, valuesAt } from './document.js';
import type { Document, Json, Scalar } from './document.js';
import { isAggregation, nameOf } from './syntax.js';
import type { Condition, Path, Query, Sort } from './syntax.js';

/** What a query found, of which pages are cut: a row becomes text only when it is shown. */
export interface Answer {
  /** The names of the columns (`QueryInfo.SelectFields`). */
  readonly fields: readonly string[];
  readonly rows: Rows;
}

/** A list of rows, each JSON in a text. */
export interface Rows {
  readonly length: number;
  slice(start: number, end: number): readonly string[];
}

/** Runs a query over resources, in the order in which they come. */
export function runQuery(query: Query, documents: Iterable<Document>): Answer {
  const chosen = filtered(documents, query.where);
  return isAggregation(query) ? overGroups(query, chosen) : overResources(query, chosen);
}

function* filtered(documents: Iterable<Document>, where: Condition | undefined): Iterable<Document> {
  const test = where === undefined ? undefined : testOf(where);
  for (const document of documents) if (test === undefined || test(document)) yield document;
}

function overResources(query: Query, chosen: Iterable<Document>): Answer {
  // `SELECT *` shows its properties by name (assumed).
  const fields = query.columns.flatMap((column) =>
    column.kind === 'all' ? scalarProperties : [nameOf(column)],
  );
  const mask = maskOf(fields.map((field): Path => field.split('.')));
  const found = sorted([...chosen], query.orderBy, (document, { by }) =>
    by.kind === 'property' ? valuesAt(document, by.path)[0] : undefined,
  );
  return {
    fields,
    rows: rendered(found, (document) => masked(document, mask) ?? {}),
  };
}

function overGroups(query: Query, chosen: Iterable<Document>): Answer {
  const fields = query.columns.flatMap((column) => (column.kind === 'all' ? [] : [nameOf(column)]));
  const found = sorted(
    groupsOf(query, chosen),
    query.orderBy,
    (group, { by }) => group.get(nameOf(by)) ?? undefined,
  );
  return {
    fields,
    rows: rendered(found, (group) => renderGroup(query, group)),
  };
}

function rendered<T>(found: readonly T[], render: (row: T) => Json): Rows {
  return {
    length: found.length,
    slice: (start, end) => found.slice(start, end).map((row) => JSON.stringify(render(row))),
  };
}

/** Sorted by the first property, then by the second, and so on; what has no value comes last (assumed). */
function sorted<T>(
  rows: readonly T[],
  orderBy: readonly Sort[],
  valueOf: (row: T, sort: Sort) => Scalar | undefined,
): readonly T[] {
  if (orderBy.length === 0) return rows;
  return [...rows].sort((a, b) => {
    for (const sort of orderBy) {
      const [left, right] = [valueOf(a, sort), valueOf(b, sort)];
      if (left === undefined || right === undefined) {
        if (left !== right) return left === undefined ? 1 : -1;
        continue;
      }
      const order = compared(left, right) ?? 0;
      if (order !== 0) return sort.descending ? -order : order;
    }
    return 0;
  });
}
