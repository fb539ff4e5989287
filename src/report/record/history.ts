import { thingKey } from '../../model/drift.js';
import type { RunRecord } from './parse-record.js';
import { entriesOf } from './summary.js';

/** Is it the record of a run that mends drift there? One that is not over yet has not mended anything. */
export function didMend(record: RunRecord, organizationId: string): boolean {
  const isOver = entriesOf(record, 'closed').length + entriesOf(record, 'mended').length > 0;
  return (
    isOver &&
    record.begun.options['remediate'] === true &&
    entriesOf(record, 'surveyed').some((entry) => entry.organizationId === organizationId)
  );
}

/**
 * In how many of the newest runs that mend drift each thing was mended: who meets one again and again meets somebody who
 * undoes it.
 *
 * @param records in any order; those of other organizations and of runs that mend nothing do not count.
 * @param runs how many of the newest.
 * @returns by thingKey.
 */
export function timesMended(
  records: readonly RunRecord[],
  organizationId: string,
  runs: number,
): ReadonlyMap<string, number> {
  const newest = records
    .filter((record) => didMend(record, organizationId))
    .toSorted((a, b) => (a.begun.at < b.begun.at ? 1 : -1))
    .slice(0, runs);
  const times = new Map<string, number>();
  for (const record of newest) {
    const things = entriesOf(record, 'mended').flatMap(({ findings }) => findings.map(thingKey));
    for (const key of new Set(things)) times.set(key, (times.get(key) ?? 0) + 1);
  }
  return times;
}
