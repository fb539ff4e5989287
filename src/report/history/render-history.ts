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
      `${bold(moment(entry.at))}  ${subjectWords(entry)}: ${kindWords(entry)}`,
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
