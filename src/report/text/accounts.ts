import type { AccountId } from '../../model/target.js';
import type { AccountNames } from '../types.js';
import { oneLine, truncate } from './width.js';
import { thousands } from './style.js';

/** `123456789012 (payments)`, or the id alone where no name is known. Long names are cut: the id says which it is. */
export function accountLabel(id: AccountId, names: AccountNames, nameWidth = 40): string {
  const name = names.get(id);
  return name === undefined ? id : `${id} (${truncate(oneLine(name), nameWidth)})`;
}

/** The first few, and how many more: a list that stays short however many there are. */
export function some<T>(items: readonly T[], most: number, show: (item: T) => string): string {
  const shown = items.slice(0, items.length === most + 1 ? most + 1 : most).map(show);
  const rest = items.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${thousands(rest)} more` : '');
}

/** Each value once, in order of first appearance. */
export function distinct(values: Iterable<string>): readonly string[] {
  return [...new Set(values)];
}
