import { groupBy } from '../../model/group-by.js';

/** Account ids and Regions: what AWS's words for the same trouble differ in. */
const tokens = /(\b\d{12}\b|\b[a-z]{2,4}(?:-[a-z]+)+-\d\b)/;

/** Items whose reasons say the same of different accounts and Regions, with the words that they share. */
export interface SameReason<T> {
  readonly reason: string;
  readonly items: readonly T[];
}

/**
 * Groups by reason, so that a thousand accounts with the same trouble make one entry.
 *
 * @param keyOf what else must be equal
 */
export function groupByReason<T extends { readonly reason: string }>(
  items: readonly T[],
  keyOf: (item: T) => string = () => '',
): readonly SameReason<T>[] {
  return [...groupBy(items, (item) => `${keyOf(item)}\n${withoutPlaces(item.reason)}`).values()].map(
    (group) => ({
      reason: shared(group.map((item) => item.reason)),
      items: group,
    }),
  );
}

/** A text with a placeholder for every account id and Region. */
export function withoutPlaces(text: string): string {
  return text
    .split(tokens)
    .map((part, index) => (index % 2 === 0 ? part : placeholder(part)))
    .join('');
}

/** The text, with a placeholder where the texts differ. */
function shared(texts: readonly string[]): string {
  const [first = [], ...others] = texts.map((text) => text.split(tokens));
  return first
    .map((part, index) => (others.every((other) => other[index] === part) ? part : placeholder(part)))
    .join('');
}

function placeholder(token: string): string {
  return /^\d/.test(token) ? '<account>' : '<Region>';
}
