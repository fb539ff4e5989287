import type { Entry, EntryOf } from './record/entries.js';
import type { RunRecord } from './record/parse-record.js';
import { foundLines, mendedLines } from './recorded-findings.js';
import { entriesOf, foundIn, summaryOf, unendedIn } from './record/summary.js';
import { paint } from './render-runs.js';
import { groupBy } from '../model/group-by.js';
import { placesText } from './text/places.js';
import { groupByReason } from './text/reasons.js';
import { offsetText, spanText } from './text/span.js';
import { count, hanging, section, thousands } from './text/style.js';
import type { Style } from './text/style.js';

/** One record, for people: what the run was, what happened in its order, what was found, changed and proved. */
export function renderRun(record: RunRecord, style: Style): string {
  const { begun } = record;
  const line = (entry: Entry, text: string) =>
    hanging(style, `${offsetText(begun.at, entry.at).padStart(7)}  `, text);
  return [
    ...head(record, style),
    ...section(
      style,
      'What happened',
      record.entries.flatMap((entry) => happened(entry, style).flatMap((text) => line(entry, text))),
    ),
    ...section(style, 'Begun, and their end is not known', unended(record, style)),
    ...section(style, 'Found', foundLines(foundIn(record), style)),
    ...section(style, 'Could not be looked at', unseen(record, style)),
    ...section(
      style,
      'Mended',
      mendedLines(
        entriesOf(record, 'mended').flatMap(({ findings }) => findings),
        style,
      ),
    ),
    ...section(style, 'Proved', proved(entriesOf(record, 'proved').at(-1), style)),
    ...section(style, 'Calls that changed something', calls(record, style)),
    ...section(style, 'Of the record itself', flaws(record, style)),
  ].join('\n');
}

function head(record: RunRecord, style: Style): readonly string[] {
  const { begun } = record;
  const { state, exitCode, startedAt, endedAt, organizationId } = summaryOf(record);
  const options = Object.entries(begun.options).map(([name, value]) => `${name} ${String(value)}`);
  const facts = [
    `${begun.command} began ${startedAt}, took ${spanText(startedAt, endedAt)}`,
    `orgsecrets ${begun.version}, as account ${begun.callerAccountId}, organization ${organizationId ?? 'not read'}, prefix ${begun.prefix}`,
    `${begun.configFile}, digest ${begun.configDigest}`,
    ...(options.length === 0 ? [] : [`options: ${options.join(', ')}`]),
  ];
  const code = exitCode === undefined ? '' : ` (exit code ${exitCode})`;
  return [
    `${style.colors.bold(begun.id)}  ${paint(state, style).trimEnd()}${code}`,
    ...facts.flatMap((text) => hanging(style, '  ', text, 0)),
  ];
}

/** What an entry tells in the log; none for what has a place of its own below. */
function happened(entry: Entry, { colors }: Style): readonly string[] {
  switch (entry.code) {
    case 'reading':
      return [`reads ${entry.what}`];
    case 'waiting':
      return [`waits for ${entry.what}`];
    case 'surveyed':
      return [`${count(entry.targets, 'target')} in ${count(entry.accounts, 'account')} to be covered`];
    case 'planned':
      return [`plans ${count(entry.actions.length, 'action')} (look ${entry.trip})`];
    case 'action-progress':
      return [`${entry.id}: ${entry.text}`];
    case 'action-ended':
      return [ended(entry, colors)];
    case 'verifying':
      return [`proved ${thousands(entry.verified)} of ${thousands(entry.total)} targets`];
    case 'warning':
      return [colors.yellow(`warning: ${entry.text}`)];
    case 'closed':
      return entry.error === undefined ? [] : [colors.red(`${entry.error.code}: ${entry.error.message}`)];
    case 'begun':
    case 'action-started':
    case 'found':
    case 'mended':
    case 'proved':
    case 'call':
    case 'ended':
      return [];
  }
}

function ended({ id, state, failures, reason }: EntryOf<'action-ended'>, colors: Style['colors']): string {
  const why = [
    ...(reason === undefined ? [] : [reason]),
    ...groupByReason(failures).map(
      (group) => `${placesText(group.items, new Map()).join('; ')}: ${group.reason}`,
    ),
  ];
  const text = `${state} ${id}${why.length === 0 ? '' : `: ${why.join(' · ')}`}`;
  return state === 'failed' ? colors.red(text) : state === 'done' ? text : colors.yellow(text);
}

/** What was sent may have been done: only a look says. */
function unended(record: RunRecord, style: Style): readonly string[] {
  const ids = unendedIn(record);
  if (ids.length === 0) return [];
  return [
    ...ids.flatMap((id) => hanging(style, '? ', id)),
    ...hanging(style, '→ ', 'The next run looks first, and goes on from what is there.'),
  ];
}

function unseen(record: RunRecord, style: Style): readonly string[] {
  return groupByReason(entriesOf(record, 'found').at(-1)?.unseen ?? []).flatMap(({ reason, items }) => [
    ...hanging(style, '? ', reason),
    ...placesText(items, new Map()).flatMap((text) => hanging(style, '    ', text)),
  ]);
}

function proved(entry: EntryOf<'proved'> | undefined, style: Style): readonly string[] {
  if (entry === undefined) return [];
  const { recorder, rules } = entry.coverage;
  const of = ({ verified, desired }: typeof recorder) => `${thousands(verified)} of ${thousands(desired)}`;
  const accepted = entry.acceptedGaps.length;
  return [
    `recorder in ${of(recorder)} targets, rules in ${of(rules)}`,
    ...groupByReason([...recorder.gaps, ...rules.gaps]).flatMap(({ reason, items }) => [
      ...hanging(style, '! ', reason),
      ...placesText(items, new Map()).flatMap((text) => hanging(style, '    ', text)),
    ]),
    ...(accepted === 0 ? [] : [`${count(accepted, 'gap')} accepted`]),
    `aggregator ${entry.aggregator.name}: ${entry.aggregator.status}`,
  ];
}

function calls(record: RunRecord, style: Style): readonly string[] {
  const byName = groupBy(entriesOf(record, 'call'), ({ service, operation }) => `${service}:${operation}`);
  return [...byName].flatMap(([name, group]) => {
    const failed = group.filter(({ error }) => error !== undefined);
    const errors = failed.length === 0 ? '' : `, ${thousands(failed.length)} of them refused`;
    return hanging(style, '', `${thousands(group.length)} ${name}${errors}`);
  });
}

/** A record that is not whole says so. */
function flaws({ entries, torn, damaged, unknown }: RunRecord, style: Style): readonly string[] {
  const closed = entries.some(({ code }) => code === 'closed');
  const texts = [
    ...(closed ? [] : ['It has no end: the run was cut off here, or it goes on.']),
    ...(torn === undefined
      ? []
      : [`Line ${torn}, the last one, was not written to its end; it is left out.`]),
    ...(damaged.length === 0 ? [] : [`Not readable, and left out: line ${damaged.join(', ')}.`]),
    ...(unknown === 0 ? [] : [`${count(unknown, 'line')} of a newer version left out.`]),
  ];
  return texts.flatMap((text) => hanging(style, '! ', text));
}
