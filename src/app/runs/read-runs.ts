import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mapBounded } from '../../concurrency/map-bounded.js';
import { OrgSecretsError } from '../../model/errors.js';
import { compareText } from '../../model/target.js';
import { parseRecord, type RunRecord } from '../../report/record/parse-record.js';
import { runsFolder } from './runs-folder.js';

const concurrentFiles = 8;

/** Records of a folder, and files that are none. */
export interface Runs {
  /** The newest first. */
  readonly records: readonly RunRecord[];
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * Every record in a folder. A folder that is not there holds none.
 *
 * @throws OrgSecretsError InvalidUsage where the folder can not be read.
 */
export async function readRuns(folder: string = runsFolder): Promise<Runs> {
  const names = await filesIn(folder);
  const read = await mapBounded(names, concurrentFiles, async (name) => {
    const file = join(folder, name);
    try {
      return { file, record: parseRecord(await readFile(file, 'utf8'), file) };
    } catch (error) {
      if (!(error instanceof OrgSecretsError)) throw error;
      return { file, reason: error.message };
    }
  });
  return {
    records: read
      .flatMap(({ record }) => record ?? [])
      .toSorted((a, b) => compareText(b.begun.at, a.begun.at) || compareText(b.begun.id, a.begun.id)),
    unreadable: read.flatMap(({ file, reason }) => (reason === undefined ? [] : [{ file, reason }])),
  };
}

/** Names of the records in a folder. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new OrgSecretsError('InvalidUsage', `The folder ${folder} can not be read: ${String(cause)}`, {
      fault: 'user',
      cause,
    });
  }
}
