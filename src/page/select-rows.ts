import type { Filter, Sorting } from './filter.js';
import { shownStates } from './shown-state.js';
import type { Table } from './table.js';

type Test = (row: number) => boolean;

const compliant = shownStates.indexOf('compliant');

/** Rows that the filter lets through, in their order in the data. */
export function filterRows(table: Table, filter: Filter): readonly number[] {
  const tests = testsOf(table, filter);
  const rows: number[] = [];
  for (let row = 0; row < table.count; row += 1) if (tests.every((test) => test(row))) rows.push(row);
  return rows;
}

/** Cheap tests first: text is compared for what they let through alone. */
function testsOf(table: Table, filter: Filter): readonly Test[] {
  const { data } = table;
  const { secrets } = data;
  const tests: Test[] = [];
  const { account, unit, region, owner, tag } = filter;
  if (account !== undefined) {
    const place = data.accounts.findIndex(({ id }) => id === account);
    tests.push((row) => secrets.account[row] === place);
  }
  if (unit !== undefined) {
    const inside = data.accounts.map((one) => isBelow(one.unit, unit));
    tests.push((row) => inside[secrets.account[row] ?? -1] === true);
  }
  if (region !== undefined) {
    const place = data.regions.indexOf(region);
    tests.push((row) => secrets.region[row] === place);
  }
  if (owner !== undefined) tests.push((row) => (table.owner(row) ?? '') === owner);
  if (tag !== undefined) {
    const [key = '', value = ''] = splitTag(tag);
    const holds = secrets.tags.map((tags) => tags[key] === value);
    tests.push((row) => holds[secrets.tag[row] ?? -1] === true);
  }
  const finding = findingTest(table, filter);
  if (finding) tests.push(finding);
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length > 0) tests.push((row) => words.every((word) => table.haystack(row).includes(word)));
  return tests;
}

function findingTest(table: Table, { rule, state }: Filter): Test | undefined {
  if (rule === undefined && state === undefined) return undefined;
  const { rules } = table.data;
  const asked = rules.flatMap(({ name }, place) => (rule === undefined || name === rule ? [place] : []));
  const rank = state === undefined ? -1 : shownStates.indexOf(state);
  return (row) =>
    asked.some((place) =>
      state === undefined ? table.rank(row, place) !== compliant : table.rank(row, place) === rank,
    );
}

export function isBelow(unit: string, above: string): boolean {
  return above === '/' || unit === above || unit.startsWith(`${above}/`);
}

/** At the first `=`, since a value may hold more of them. */
export function splitTag(tag: string): [key: string, value: string] {
  const place = tag.indexOf('=');
  return place < 0 ? [tag, ''] : [tag.slice(0, place), tag.slice(place + 1)];
}

/** The rows in the order asked for; rows that are equal keep the order of the data: account, Region, name. */
export function sortRows(table: Table, rows: readonly number[], sorting: Sorting): readonly number[] {
  const key = sortKey(table, sorting.by);
  const keyed = rows.map((row) => ({ row, key: key(row) }));
  const direction = sorting.descending ? -1 : 1;
  keyed.sort((a, b) => direction * compare(a.key, b.key) || a.row - b.row);
  return keyed.map(({ row }) => row);
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortKey(table: Table, by: Sorting['by']): (row: number) => number | string {
  if (by.startsWith('rule:')) {
    const place = table.data.rules.findIndex(({ name }) => `rule:${name}` === by);
    return (row) => (place < 0 ? 0 : table.rank(row, place));
  }
  switch (by as Exclude<Sorting['by'], `rule:${string}`>) {
    case 'worst':
      return (row) => badness(table, row);
    case 'account':
      return (row) => table.account(row).name.toLowerCase();
    case 'region':
      return (row) => table.region(row);
    case 'name':
      return (row) => table.name(row).toLowerCase();
    case 'owner':
      // Nobody's come last.
      return (row) => table.owner(row)?.toLowerCase() ?? '\uffff';
    case 'age':
      return (row) => -table.oldestTrouble(row);
  }
}

/** Smaller is worse: first by how many rules are in the worst state, then by how many in the next. */
function badness(table: Table, row: number): number {
  const counts = shownStates.map(() => 0);
  for (let rule = 0; rule < table.data.rules.length; rule += 1)
    counts[table.rank(row, rule)] = (counts[table.rank(row, rule)] ?? 0) + 1;
  const base = table.data.rules.length + 1;
  return -counts.reduce((sum, count) => sum * base + count, 0);
}
