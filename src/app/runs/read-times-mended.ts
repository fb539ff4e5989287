import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contest } from '../../drift/contested.js';
import { OrgSecretsError } from '../../model/errors.js';
import type { Emit } from '../../model/events.js';
import { compareText } from '../../model/target.js';
import { didMend, timesMended } from '../../report/record/history.js';
import { parseRecord, type RunRecord } from '../../report/record/parse-record.js';
import { filesIn } from './read-runs.js';

/** Nobody deletes records, so that a folder may hold years of them: looks for drift that mended nothing, mostly. */
const mostFiles = 200;

/** A record of our own naming, but not of a look for drift. */
const otherCommand = /^\d{8}T\d{6}\.\d{3}Z-(?!drift)/;

/**
 * In how many of the last runs that mend drift each thing was mended, by thingKey. What can't be read is told in a warning:
 * it is no reason not to look for drift.
 */
export async function readTimesMended(
  folder: string,
  organizationId: string,
  emit: Emit,
): Promise<ReadonlyMap<string, number>> {
  const records: RunRecord[] = [];
  try {
    for (const name of await newestFirst(folder)) {
      const record = await readRecord(join(folder, name), emit);
      if (record && didMend(record, organizationId)) records.push(record);
      if (records.length === contest.runs) break;
    }
  } catch (error) {
    if (!(error instanceof OrgSecretsError)) throw error;
    emit({ code: 'warning', text: `What is contested is not known: ${error.message}` });
  }
  return timesMended(records, organizationId, contest.runs);
}

/** Names begin with the time, but for records that were given one. */
async function newestFirst(folder: string): Promise<readonly string[]> {
  const names = (await filesIn(folder)).filter((name) => !otherCommand.test(name));
  return names.toSorted((a, b) => compareText(b, a)).slice(0, mostFiles);
}

async function readRecord(file: string, emit: Emit): Promise<RunRecord | undefined> {
  try {
    return parseRecord(await readFile(file, 'utf8'), file);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    emit({ code: 'warning', text: `An earlier record can not be read: ${error.message}` });
    return undefined;
  }
}
