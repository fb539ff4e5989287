import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mapBounded } from '../../concurrency/map-bounded.js';
import { compareText } from '../../model/target.js';
import { parseBegun, parseRecord, type RunRecord } from '../../report/record/parse-record.js';
import { filesIn } from './read-runs.js';

const concurrentFiles = 8;

/** The first line is shorter by far: it holds what the command line said. */
const mostOfFirstLine = 65_536;

export interface RecordsOptions {
  /** Records of other commands are not read. */
  readonly commands: readonly string[];
  /** How many files are read, the newest; missing: all. */
  readonly most?: number;
  /** Is told of each file that can't be read, which is passed over. */
  readonly unreadable: (reason: string) => void;
}

/**
 * Records that some commands left, the newest first by when they began, however their files are called. One is held at a
 * time, and of the others when they began: nobody deletes them, so that a folder may hold years of them.
 *
 * @throws OrgSecretsError InvalidUsage where the folder can not be read.
 */
export async function* recordsOf(
  folder: string,
  { commands, most = Infinity, unreadable }: RecordsOptions,
): AsyncGenerator<RunRecord> {
  const names = await filesIn(folder);
  const files = await mapBounded(names, concurrentFiles, (name) => beginningOf(join(folder, name)));
  const newest = files
    .filter(({ command }) => command === undefined || commands.includes(command))
    .toSorted((a, b) => compareText(b.at, a.at) || compareText(b.file, a.file))
    .slice(0, most);
  for (const { file } of newest) {
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

interface Beginning {
  readonly file: string;
  /** When the run began; of a file that does not say so, when it was written. */
  readonly at: string;
  readonly command?: string;
}

async function beginningOf(file: string): Promise<Beginning> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostOfFirstLine), 0, mostOfFirstLine, 0);
      const [line = ''] = buffer.toString('utf8', 0, bytesRead).split('\n', 1);
      const begun = parseBegun(line);
      if (begun) return { file, at: begun.at, command: begun.command };
      return { file, at: (await handle.stat()).mtime.toISOString() };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Why it can't be read is told when its turn comes.
    return { file, at: '' };
  }
}
