import type { CoverageCount, Gap, VerifiedCoverage } from '../model/outcome.js';
import { placesText } from './text/places.js';
import { groupByReason } from './text/reasons.js';
import { hanging, section, thousands } from './text/style.js';
import type { Style } from './text/style.js';
import type { AccountNames } from './types.js';

/** What is proved, what is not, and why not: gaps of the same reason share an entry. */
export function renderCoverage(
  coverage: VerifiedCoverage,
  accepted: readonly Gap[],
  names: AccountNames,
  style: Style,
): readonly string[] {
  return [
    ...section(style, 'Coverage', [
      countLine('Recorder', coverage.recorder, style),
      countLine('Rules', coverage.rules, style),
    ]),
    ...gapSection('Not proved', [...coverage.recorder.gaps, ...coverage.rules.gaps], names, style),
    ...gapSection('Gaps accepted by --accept-gaps', accepted, names, style),
  ];
}

function countLine(title: string, count: CoverageCount, style: Style): string {
  const text = `${title.padEnd(9)} ${thousands(count.verified)} of ${thousands(count.desired)} targets proved`;
  return count.verified === count.desired ? style.colors.green(text) : style.colors.yellow(text);
}

function gapSection(
  title: string,
  gaps: readonly Gap[],
  names: AccountNames,
  style: Style,
): readonly string[] {
  const groups = groupByReason(gaps, (gap) => `${gap.thing}\n${gap.instructions ?? ''}\n${gap.pending}`);
  const lines = groups.flatMap(({ reason, items: group }) => {
    const first = group[0];
    if (first === undefined) return [];
    const pending = first.pending ? ' (AWS may still be at it)' : '';
    return [
      ...hanging(style, '! ', `${first.thing}: ${reason}${pending}`),
      ...placesText(group, names).flatMap((line) => hanging(style, '    ', line)),
      ...(first.instructions === undefined ? [] : hanging(style, '  → ', first.instructions)),
    ];
  });
  return section(style, `${title} (${gaps.length})`, lines);
}
