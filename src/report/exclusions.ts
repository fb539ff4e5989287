import type { Exclusion } from '../model/exclusion.js';
import { placesText } from './text/places.js';
import { groupByReason } from './text/reasons.js';
import { hanging, section } from './text/style.js';
import type { Style } from './text/style.js';
import type { AccountNames } from './types.js';

/** Everything left out, one entry per reason, with the source of the reason and the places below it. */
export function renderExclusions(
  exclusions: readonly Exclusion[],
  names: AccountNames,
  style: Style,
  title = 'Left out',
): readonly string[] {
  const groups = groupByReason(exclusions, (one) => `${one.rule ?? ''}\n${one.source}`);
  const lines = groups.flatMap(({ reason, items: group }) => {
    const first = group[0];
    if (first === undefined) return [];
    const subject = first.rule === undefined ? '' : `rule ${first.rule}: `;
    return [
      ...hanging(style, '- ', `${subject}${reason}`),
      ...placesText(group, names).flatMap((line) => hanging(style, '    ', line)),
      ...hanging(style, '    ', `source: ${first.source}`).map((line) => style.colors.dim(line)),
    ];
  });
  return section(style, `${title} (${exclusions.length})`, lines);
}
