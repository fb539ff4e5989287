import type { Entry, EntryBody } from '../../../src/report/record/entries.js';
import { parseRecord, printEntry, type RunRecord } from '../../../src/report/record/parse-record.js';

export function begun(changes: Partial<Extract<Entry, { code: 'begun' }>> = {}): Entry {
  return {
    at: '2026-11-27T20:31:21.123Z',
    code: 'begun',
    format: 1,
    id: '20261127T203121.123Z-drift',
    command: 'drift',
    version: '1.2.3',
    options: { remediate: true },
    callerAccountId: '111111111111',
    prefix: 'orgsecrets',
    configFile: 'org.yaml',
    configDigest: '0123456789abcdef01234567',
    ...changes,
  };
}

/** `seconds` after the beginning. */
export function after(seconds: number, body: EntryBody): Entry {
  return { at: new Date(Date.parse('2026-11-27T20:31:21.123Z') + seconds * 1000).toISOString(), ...body };
}

export function textOf(entries: readonly Entry[]): string {
  return entries.map(printEntry).join('');
}

export function recordOf(...entries: readonly Entry[]): RunRecord {
  return parseRecord(textOf(entries), 'a.jsonl');
}
