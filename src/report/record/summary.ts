import { findingKey } from '../../model/drift.js';
import type { RunState, RunSummary } from '../types.js';
import type { Entry, EntryOf } from './entries.js';
import type { RunRecord } from './parse-record.js';

export function entriesOf<Code extends Entry['code']>(
  { entries }: Pick<RunRecord, 'entries'>,
  code: Code,
): readonly EntryOf<Code>[] {
  return entries.filter((entry): entry is EntryOf<Code> => entry.code === code);
}

/** What was found, once each: a run that mends looks again, and may find more. */
export function foundIn(record: Pick<RunRecord, 'entries'>): EntryOf<'found'>['findings'] {
  const all = entriesOf(record, 'found').flatMap(({ findings }) => findings);
  return [...new Map(all.map((one) => [findingKey(one), one])).values()];
}

/** Ids of actions that were begun, and of which no entry tells the end: they may have been done in part, or wholly. */
export function unendedIn({ entries }: Pick<RunRecord, 'entries'>): readonly string[] {
  const begun = new Set<string>();
  // A further trip may begin again what an earlier one has ended.
  for (const entry of entries) {
    if (entry.code === 'action-started') begun.add(entry.id);
    if (entry.code === 'action-ended') begun.delete(entry.id);
  }
  return [...begun];
}

export function summaryOf(record: RunRecord): RunSummary {
  const { begun, entries } = record;
  const closed = entriesOf(record, 'closed').at(-1);
  const isLooked = entriesOf(record, 'found').length > 0;
  const count = (state: EntryOf<'action-ended'>['state']) =>
    entriesOf(record, 'action-ended').filter((one) => one.state === state).length;
  return {
    id: begun.id,
    command: begun.command,
    version: begun.version,
    organizationId: entriesOf(record, 'surveyed').at(-1)?.organizationId,
    state: stateOf(entriesOf(record, 'ended').at(-1), closed),
    exitCode: closed?.exitCode,
    startedAt: begun.at,
    endedAt: (closed ?? entries.at(-1) ?? begun).at,
    actions: {
      done: count('done'),
      skipped: count('skipped'),
      failed: count('failed'),
      'not-attempted': count('not-attempted'),
      'end-unknown': unendedIn(record).length,
    },
    findings: isLooked ? foundIn(record).length : undefined,
    mended: entriesOf(record, 'mended').reduce((sum, { findings }) => sum + findings.length, 0),
    mutatingCalls: entriesOf(record, 'call').length,
  };
}

/** What a run says of itself goes before its exit code, which `--detailed-exitcode` changes. */
function stateOf(ended: EntryOf<'ended'> | undefined, closed: EntryOf<'closed'> | undefined): RunState {
  if (closed === undefined) return 'cut off';
  if (ended !== undefined) return ended.outcome;
  switch (closed.exitCode) {
    case 0:
    case 2:
      return 'done';
    case 4:
      return 'refused';
    case 130:
      return 'interrupted';
    default:
      return 'failed';
  }
}
