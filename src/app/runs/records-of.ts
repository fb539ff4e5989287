import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compareText } from '../../model/target.js';
import { parseRecord, type RunRecord } from '../../report/record/parse-record.js';
import { filesIn } from './read-runs.js';

export interface RecordsOptions {
  /** Records of other commands are not read. */
  readonly commands: readonly string[];
  /** How many files are read, the newest; missing: all. */
  readonly most?: number;
  /** Is told of each file that can't be read, which is passed over. */
  readonly unreadable: (reason: string) => void;
}

/**
 * Records that some commands left, the newest first, of which one is held at a time: nobody deletes them, so that a folder
 * may hold years of them. Files that were given a name of their own come before the others.
 *
 * @throws OrgSecretsError InvalidUsage where the folder can not be read.
 */
export async function* recordsOf(
  folder: string,
  { commands, most = Infinity, unreadable }: RecordsOptions,
): AsyncGenerator<RunRecord> {
  const names = (await filesIn(folder)).filter((name) => {
    const command = namedCommand(name);
    return command === undefined || commands.includes(command);
  });
  for (const name of names.toSorted((a, b) => compareText(b, a)).slice(0, most)) {
    const file = join(folder, name);
    let record: RunRecord;
    try {
      record = parseRecord(await readFile(file, 'utf8'), file);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      unreadable(error.message);
      continue;
    }
    if (commands.includes(record.begun.command)) yield record;
  }
}

/** A record that got its name from the run tells the command in it: `20261127T203121.123Z-apply.jsonl`. */
function namedCommand(name: string): string | undefined {
  return /^\d{8}T\d{6}\.\d{3}Z-([a-z]+)/.exec(name)?.[1];
}
