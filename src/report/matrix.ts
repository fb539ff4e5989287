import type { AccountId, RegionName } from '../model/target.js';
import { compareText } from '../model/target.js';
import { groupBy } from '../model/group-by.js';
import { accountLabel, distinct } from './text/accounts.js';
import { accountsText, regionsText } from './text/places.js';
import { count, hanging, section } from './text/style.js';
import type { Style } from './text/style.js';
import { padEnd, textWidth, truncate } from './text/width.js';
import { shortRegionNames } from './text/short-region.js';
import type { AccountNames, CellState, MatrixCell } from './types.js';

const symbols: Readonly<Record<CellState, string>> = { verified: '●', gap: '✖', unknown: '?', excluded: '·' };
/** Up to so many accounts have a row each; above that, accounts with the same cells share one. */
const mostRows = 40;
/** Columns that an account's label needs to be of use. */
const leastLabel = 18;
const gap = 2;

interface Row {
  readonly accounts: readonly AccountId[];
  readonly cells: ReadonlyMap<RegionName, MatrixCell>;
}

/**
 * Accounts × Regions, two symbols a cell: recorder, then rules. Where not even short names of Regions fit, the same is
 * said in words.
 */
export function renderMatrix(
  cells: readonly MatrixCell[],
  names: AccountNames,
  style: Style,
): readonly string[] {
  if (cells.length === 0) return section(style, 'Coverage by account and Region', ['nothing is covered']);
  const regions = distinct(cells.map((cell) => cell.region)).toSorted();
  const rows = rowsOf(cells);
  const room = style.width - 2;
  for (const headers of [new Map(regions.map((name) => [name, name])), shortRegionNames(regions)]) {
    const columns = regions.map((region) => Math.max(2, headers.get(region)?.length ?? 0) + gap);
    const left = room - columns.reduce((sum, width) => sum + width, 0);
    if (left < leastLabel) continue;
    return section(
      style,
      'Coverage by account and Region',
      table(rows, regions, headers, left, names, style),
    );
  }
  return section(style, 'Coverage by Region', inWords(cells, names, style));
}

function rowsOf(cells: readonly MatrixCell[]): readonly Row[] {
  const byAccount = [...groupBy(cells, (cell) => cell.accountId)].toSorted(([a], [b]) => compareText(a, b));
  const rows = byAccount.map(([id, own]) => ({
    accounts: [id],
    cells: new Map(own.map((cell) => [cell.region, cell])),
  }));
  if (rows.length <= mostRows) return rows;
  const key = (row: Row) =>
    [...row.cells]
      .map(([region, cell]) => `${region} ${cell.recorder} ${cell.rules}`)
      .toSorted()
      .join();
  return [...groupBy(rows, key).values()]
    .toSorted((a, b) => b.length - a.length)
    .map((same) => ({ accounts: same.flatMap((row) => row.accounts), cells: (same[0] as Row).cells }));
}

function table(
  rows: readonly Row[],
  regions: readonly RegionName[],
  headers: ReadonlyMap<RegionName, string>,
  room: number,
  names: AccountNames,
  style: Style,
): readonly string[] {
  const label = (row: Row) =>
    row.accounts.length === 1
      ? accountLabel(row.accounts[0] ?? '', names)
      : accountsText(row.accounts, names, 2);
  const labels = rows.map((row) => truncate(label(row), room));
  const width = Math.max(...labels.map(textWidth));
  const header = (region: RegionName) => headers.get(region) ?? region;
  const line = (lead: string, columns: readonly string[]) =>
    `${padEnd(lead, width)}${columns.join('')}`.trimEnd();
  const column = (text: string, region: RegionName) =>
    ' '.repeat(gap) + padEnd(text, Math.max(2, header(region).length));
  const shortened = regions.filter((region) => header(region) !== region);
  return [
    style.colors.bold(
      line(
        '',
        regions.map((region) => column(header(region), region)),
      ),
    ),
    ...rows.map((row, index) =>
      line(
        labels[index] ?? '',
        regions.map((region) => column(cellText(row.cells.get(region), style), region)),
      ),
    ),
    '',
    ...legend(style),
    ...hanging(style, '', shortened.map((region) => `${header(region)} ${region}`).join(', ')).map(
      style.colors.dim,
    ),
  ];
}

function cellText(cell: MatrixCell | undefined, style: Style): string {
  if (cell === undefined) return '';
  return paint(cell.recorder, style) + paint(cell.rules, style);
}

function paint(state: CellState, { colors }: Style): string {
  const color = { verified: colors.green, gap: colors.red, unknown: colors.magenta, excluded: colors.dim }[
    state
  ];
  return color(symbols[state]);
}

function legend(style: Style): readonly string[] {
  const parts = (['verified', 'gap', 'unknown', 'excluded'] as const).map(
    (state) => `${symbols[state]} ${state}`,
  );
  return hanging(style, '', `recorder, then rules: ${parts.join('  ')}`).map(style.colors.dim);
}

/** For a terminal too narrow for columns. */
function inWords(cells: readonly MatrixCell[], names: AccountNames, style: Style): readonly string[] {
  const states = groupBy(cells, (cell) => `recorder ${cell.recorder}, rules ${cell.rules}`);
  return [...states].flatMap(([title, same]) => {
    const byRegions = groupBy(
      groupBy(same, (cell) => cell.accountId),
      ([, own]) =>
        own
          .map((cell) => cell.region)
          .toSorted()
          .join(' '),
    );
    return [
      ...hanging(style, '', `${title}: ${count(same.length, 'target')}`),
      ...[...byRegions].flatMap(([regions, accounts]) =>
        hanging(
          style,
          '  - ',
          `${accountsText(
            accounts.map(([id]) => id),
            names,
          )} in ${regionsText(regions.split(' '))}`,
        ),
      ),
    ];
  });
}
