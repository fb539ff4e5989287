import type { ShownState } from './shown-state.js';

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
  /** Empty: without an owner. */
  readonly owner?: string;
  /** `key=value`. */
  readonly tag?: string;
}

export type Part = Exclude<keyof Filter, 'text'>;

/** What one part can be set to; an empty value is not 'all'. */
export interface Choice {
  readonly part: Part;
  readonly label: string;
  readonly options: readonly (readonly [value: string, text: string])[];
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

const parts = [
  'account',
  'unit',
  'region',
  'rule',
  'owner',
  'tag',
  'state',
] as const satisfies readonly Part[];
const columns = ['worst', 'account', 'region', 'name', 'owner', 'age'];

/** Reads the part of an address behind the `#`. What the page has no choice for it passes over. */
export function readAddress(hash: string, choices: readonly Choice[]): PageState {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const offers = (part: Part, wanted: string) =>
    choices.some((choice) => choice.part === part && choice.options.some(([value]) => value === wanted));
  const [by = '', direction] = (values.get('sort') ?? '').split(' ');
  return {
    filter: {
      text: values.get('q') ?? '',
      ...Object.fromEntries(
        parts.flatMap((part) => {
          const value = values.get(part);
          return value !== null && offers(part, value) ? [[part, value]] : [];
        }),
      ),
    },
    sorting:
      columns.includes(by) || (by.startsWith('rule:') && offers('rule', by.slice('rule:'.length)))
        ? { by: by as SortColumn, descending: direction === 'down' }
        : firstState.sorting,
  };
}

/** The other way round; empty where nothing is asked for. */
export function writeAddress({ filter, sorting }: PageState): string {
  const values = new URLSearchParams();
  if (filter.text !== '') values.set('q', filter.text);
  for (const part of parts) {
    const value = filter[part];
    if (value !== undefined) values.set(part, value);
  }
  const { by, descending } = sorting;
  if (by !== firstState.sorting.by || descending) values.set('sort', descending ? `${by} down` : by);
  return values.toString();
}
