import { sharesOf } from '../findings/count.js';
import { shownStates, unknownStates, type ShownState } from './shown-state.js';
import type { Table } from './table.js';

export type Tally = Readonly<Record<ShownState, number>>;

/** How many findings of the rows are in each state, by rule and in all. */
export interface Tallies {
  readonly rules: readonly Tally[];
  readonly all: Tally;
}

export function tallyRows(table: Table, rows: readonly number[]): Tallies {
  const rules = table.data.rules.map((_, rule) => {
    const counts = shownStates.map(() => 0);
    for (const row of rows) counts[table.rank(row, rule)] = (counts[table.rank(row, rule)] ?? 0) + 1;
    return asTally(counts);
  });
  const all = shownStates.map((state) => rules.reduce((sum, tally) => sum + tally[state], 0));
  return { rules, all: asTally(all) };
}

function asTally(counts: readonly number[]): Tally {
  return Object.fromEntries(shownStates.map((state, place) => [state, counts[place] ?? 0])) as Record<
    ShownState,
    number
  >;
}

/** The share of compliant among the findings that apply, 0 to 1; what is not known counts against it. `undefined` where none applies. */
export function scoreOf(tally: Tally): number | undefined {
  return sharesOf({
    compliant: tally.compliant,
    nonCompliant: tally['non-compliant'],
    excepted: tally.excepted,
    pending: tally.pending,
    notVisible: tally['not-visible'],
    notApplicable: tally['not-applicable'],
    notSupported: tally['not-supported'],
    falsePositives: 0,
  })?.compliant;
}

export function unknownOf(tally: Tally): number {
  return unknownStates.reduce((sum, state) => sum + tally[state], 0);
}

/** One account in one Region on the heat map. */
export interface Cell {
  readonly secrets: number;
  /** Secrets with at least one rule non-compliant. */
  readonly troubled: number;
  /** Secrets with at least one rule of which nothing is known, and none non-compliant. */
  readonly unknown: number;
  /** Why the aggregator shows nothing of it. */
  readonly invisible: string | undefined;
  /** Not covered: nobody looks there. */
  readonly leftOut: boolean;
}

export interface HeatRow {
  readonly account: number;
  readonly cells: readonly Cell[];
  readonly secrets: number;
  readonly troubled: number;
}

/** Account by Region, the worst account first; accounts without a secret and without a gap are left out. */
export function heatRows(table: Table, rows: readonly number[]): readonly HeatRow[] {
  const { accounts, regions, secrets, invisible, leftOut } = table.data;
  const width = regions.length;
  const count = () => new Uint32Array(accounts.length * width);
  const [all, troubled, unknown] = [count(), count(), count()];
  for (const row of rows) {
    const place = (secrets.account[row] ?? 0) * width + (secrets.region[row] ?? 0);
    all[place] = (all[place] ?? 0) + 1;
    const worst = worstState(table, row);
    if (worst === 'non-compliant') troubled[place] = (troubled[place] ?? 0) + 1;
    else if (unknownStates.includes(worst)) unknown[place] = (unknown[place] ?? 0) + 1;
  }
  const hidden = new Map(invisible.map((one) => [one.account * width + one.region, one.reason]));
  const out = new Set(leftOut);
  return accounts
    .map((_, account): HeatRow => {
      const cells = regions.map((__, region): Cell => {
        const place = account * width + region;
        return {
          secrets: all[place] ?? 0,
          troubled: troubled[place] ?? 0,
          unknown: unknown[place] ?? 0,
          invisible: hidden.get(place),
          leftOut: out.has(place),
        };
      });
      const sum = (part: 'secrets' | 'troubled') => cells.reduce((total, cell) => total + cell[part], 0);
      return { account, cells, secrets: sum('secrets'), troubled: sum('troubled') };
    })
    .filter(({ secrets, cells }) => secrets > 0 || cells.some((cell) => cell.invisible !== undefined))
    .sort((a, b) => b.troubled - a.troubled || a.account - b.account);
}

/** The worst state of a secret under any rule. */
export function worstState(table: Table, row: number): ShownState {
  let worst: number = shownStates.length - 1;
  for (let rule = 0; rule < table.data.rules.length; rule += 1)
    worst = Math.min(worst, table.rank(row, rule));
  return shownStates[worst] as ShownState;
}
