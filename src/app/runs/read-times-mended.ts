import { contest } from '../../drift/contested.js';
import { OrgSecretsError } from '../../model/errors.js';
import type { Emit } from '../../model/events.js';
import { didMend, timesMended } from '../../report/record/history.js';
import type { RunRecord } from '../../report/record/parse-record.js';
import { recordsOf } from './records-of.js';

/**
 * Most looks for drift mend nothing, and it is the last few that did which count: what lies behind this many looks is too
 * long ago to say that somebody undoes it again and again.
 */
const mostFiles = 200;

/**
 * In how many of the last runs that mend drift each thing was mended, by thingKey. What can't be read is told in a warning:
 * it is no reason not to look for drift.
 */
export async function readTimesMended(
  folder: string,
  organizationId: string,
  emit: Emit,
): Promise<ReadonlyMap<string, number>> {
  const unreadable = (reason: string) =>
    emit({ code: 'warning', text: `An earlier record can not be read: ${reason}` });
  const records: RunRecord[] = [];
  try {
    for await (const record of recordsOf(folder, { commands: ['drift'], most: mostFiles, unreadable })) {
      if (didMend(record, organizationId)) records.push(record);
      if (records.length === contest.runs) break;
    }
  } catch (error) {
    if (!(error instanceof OrgSecretsError)) throw error;
    emit({ code: 'warning', text: `What is contested is not known: ${error.message}` });
  }
  return timesMended(records, organizationId, contest.runs);
}
