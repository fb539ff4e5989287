import type { Target } from '../../model/target.js';
import type { RunRecord } from './parse-record.js';
import { entriesOf } from './summary.js';

/** What was mended, whatever was wrong with it: a recorder that is stopped today and deleted tomorrow is one thing. */
export function thingKey({ accountId, region, thing }: Partial<Target> & { readonly thing: string }): string {
  return [accountId ?? '*', region ?? '*', thing].join('/');
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
    .filter(
      (record) =>
        record.begun.options['remediate'] === true &&
        entriesOf(record, 'surveyed').some((entry) => entry.organizationId === organizationId),
    )
    .toSorted((a, b) => (a.begun.at < b.begun.at ? 1 : -1))
    .slice(0, runs);
  const times = new Map<string, number>();
  for (const record of newest) {
    const things = entriesOf(record, 'mended').flatMap(({ findings }) => findings.map(thingKey));
    for (const key of new Set(things)) times.set(key, (times.get(key) ?? 0) + 1);
  }
  return times;
}
