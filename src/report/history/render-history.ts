import type { TimelineEntry } from '../../model/timeline.js';
import { callsLine } from '../render-outcome.js';
import type { HistoryView } from '../types.js';
import { hanging, section, type Style } from '../text/style.js';
import { oneLine } from '../text/width.js';
import { actorWords, changeWords, kindWords, missingWords, moment, subjectWords } from './words.js';

/** A secret's timeline, newest first: what changed, from what to what, and by whom where that is known. */
export function renderHistory({ history, calls }: HistoryView, style: Style): string {
  const { name, arn, accountId, region, entries, related } = history;
  const { bold, dim } = style.colors;
  const missing = related.filter((one) => one.missing !== undefined);
  return [
    bold(oneLine(name)),
    ...hanging(style, '', `${arn}, in ${accountId}, ${region}`, 0),
    ...entries.flatMap((entry) => [
      '',
      ...headLines(entry, style),
      ...entry.changes.flatMap((change) => hanging(style, '  ', oneLine(changeWords(change)), 0)),
      ...hanging(style, '  ', oneLine(actorWords(entry)), 0).map(dim),
    ]),
    ...section(
      style,
      'Not on this timeline',
      missing.flatMap((one) => hanging(style, '', missingWords(one))),
    ),
    '',
    callsLine(calls, style),
  ].join('\n');
}

function headLines(entry: TimelineEntry, style: Style): readonly string[] {
  const when = moment(entry.at);
  const [first = '', ...others] = hanging(
    style,
    `${when}  `,
    `${subjectWords(entry)}: ${kindWords(entry)}`,
    0,
  );
  return [style.colors.bold(when) + first.slice(when.length), ...others];
}
