import { isShownState, type ShownState } from './shown-state.js';

/** What the reader looks for. Every part narrows; what is missing narrows nothing. */
export interface Filter {
  /** Words, all of which stand in the secret's name, its account or its owner. */
  readonly text: string;
  readonly account?: string;
  /** A unit with all below it. */
  readonly unit?: string;
  readonly region?: string;
  /** With a state: the rule in that state. Alone: where the rule is not compliant. */
  readonly rule?: string;
  readonly state?: ShownState;
  readonly owner?: string;
  /** `key=value`. */
  readonly tag?: string;
}

export type SortColumn = 'worst' | 'account' | 'region' | 'name' | 'owner' | 'age' | `rule:${string}`;

export interface Sorting {
  readonly by: SortColumn;
  readonly descending: boolean;
}

/** All that a link to the page can hold. */
export interface PageState {
  readonly filter: Filter;
  readonly sorting: Sorting;
}

export const firstState: PageState = { filter: { text: '' }, sorting: { by: 'worst', descending: false } };

const parts = ['account', 'unit', 'region', 'rule', 'owner', 'tag'] as const;
const columns = /^(worst|account|region|name|owner|age|rule:[\w-]+)$/;

/** Reads the part of an address behind the `#`. What it does not know it passes over. */
export function readAddress(hash: string): PageState {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const state = values.get('state') ?? '';
  const [by = '', direction] = (values.get('sort') ?? '').split(' ');
  return {
    filter: {
      text: values.get('q') ?? '',
      ...Object.fromEntries(parts.flatMap((part) => (values.get(part) ? [[part, values.get(part)]] : []))),
      ...(isShownState(state) && { state }),
    },
    sorting: columns.test(by)
      ? { by: by as SortColumn, descending: direction === 'down' }
      : firstState.sorting,
  };
}

/** The other way round; empty where nothing is asked for. */
export function writeAddress({ filter, sorting }: PageState): string {
  const values = new URLSearchParams();
  if (filter.text !== '') values.set('q', filter.text);
  for (const part of [...parts, 'state'] as const) {
    const value = filter[part];
    if (value !== undefined) values.set(part, value);
  }
  const { by, descending } = sorting;
  if (by !== firstState.sorting.by || descending) values.set('sort', descending ? `${by} down` : by);
  return values.toString();
}
