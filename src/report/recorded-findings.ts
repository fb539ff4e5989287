import { groupBy } from '../model/group-by.js';
import type { EntryOf } from './record/entries.js';
import { placesText } from './text/places.js';
import { hanging } from './text/style.js';
import type { Style } from './text/style.js';

type Finding = EntryOf<'found'>['findings'][number];

/** What was found, and who mends it: `~` orgsecrets, `!` a person. */
export function foundLines(findings: readonly Finding[], style: Style): readonly string[] {
  const symbols = new Set(findings.map(symbol));
  const legend = [
    ...(symbols.has('~ ') ? ['~ --remediate mends it'] : []),
    ...(symbols.has('! ') ? ['! it is left to a person'] : []),
  ];
  return [
    ...placesOf(findings, symbol, style),
    ...(legend.length === 0 ? [] : hanging(style, '', legend.join(' · '))),
  ];
}

export function mendedLines(findings: readonly Finding[], style: Style): readonly string[] {
  return placesOf(findings, () => '✔ ', style);
}

/** An older version wrote down no difference between what it mends and what it leaves. */
function symbol({ mendedBy }: Finding): string {
  if (mendedBy === undefined) return '· ';
  return mendedBy.length > 0 ? '~ ' : '! ';
}

function placesOf(
  findings: readonly Finding[],
  symbolOf: (finding: Finding) => string,
  style: Style,
): readonly string[] {
  const groups = groupBy(findings, (one) => `${symbolOf(one)}${one.kind}: ${one.thing}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      ...hanging(style, symbolOf(first), `${first.kind}: ${first.thing}`),
      ...placesText(group, new Map()).flatMap((text) => hanging(style, '    ', text)),
      ...contestedIn(group).flatMap(({ text, items }) =>
        hanging(style, '    ! ', `${text} in ${placesText(items, new Map()).join('; ')}`),
      ),
    ];
  });
}

/** Those that are contested, by how often they were mended before. */
function contestedIn(findings: readonly Finding[]) {
  const told = findings.flatMap((one) =>
    one.contested
      ? [
          {
            ...one,
            text: `contested: mended in ${contestText(one.contested)}`,
          },
        ]
      : [],
  );
  return [...groupBy(told, ({ text }) => text)].map(([text, items]) => ({ text, items }));
}

function contestText({ mended, runs, rounds }: NonNullable<Finding['contested']>): string {
  if (rounds !== undefined) return `${mended} of ${rounds} rounds before`;
  return runs === 1 ? 'the run before' : `${mended} of ${runs} runs before`;
}
