import { OrgSecretsError } from '../../model/errors.js';
import { entrySchema, recordFormat, type Entry, type EntryOf } from './entries.js';

/** A record, as far as it could be read. */
export interface RunRecord {
  readonly begun: EntryOf<'begun'>;
  /** In their order, the first and the last one too. */
  readonly entries: readonly Entry[];
  /** The last line ends in the middle: whoever wrote it was cut off. Its number, counted from 1. */
  readonly torn: number | undefined;
  /** Numbers of lines that are not what they should be, though others follow. */
  readonly damaged: readonly number[];
  /** Lines with codes that a newer version writes. */
  readonly unknown: number;
}

const knownCodes = new Set<unknown>(entrySchema.options.map(({ shape }) => shape.code.value));

/** One entry as a line of a record. */
export function printEntry(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`;
}

/**
 * Reads a record, one that was cut off too.
 *
 * @throws OrgSecretsError InvalidConfig where it does not begin like one, or a newer version wrote it.
 */
export function parseRecord(text: string, file: string): RunRecord {
  const lines = text.split('\n');
  // What follows the last line break was not written to its end; nothing follows where it was.
  const last = lines.pop();
  const entries: Entry[] = [];
  const damaged: number[] = [];
  let unknown = 0;
  for (const [index, line] of lines.entries()) {
    const entry = parseLine(line);
    if (entry === 'unknown') unknown += 1;
    else if (entry === undefined) damaged.push(index + 1);
    else entries.push(entry);
  }
  const [begun] = entries;
  if (begun?.code !== 'begun') throw invalid(`${file} is no record of a run: it does not begin like one.`);
  if (begun.format > recordFormat)
    throw invalid(
      `${file} was written by orgsecrets ${begun.version}, in a format that this version does not know.`,
    );
  return { begun, entries, torn: last === '' ? undefined : lines.length + 1, damaged, unknown };
}

/** The first line of a record; `undefined` where it is none. */
export function parseBegun(line: string): EntryOf<'begun'> | undefined {
  const entry = parseLine(line);
  return typeof entry === 'object' && entry.code === 'begun' ? entry : undefined;
}

function parseLine(line: string): Entry | 'unknown' | undefined {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = entrySchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const isUnknown = typeof data === 'object' && data !== null && 'code' in data && !knownCodes.has(data.code);
  return isUnknown ? 'unknown' : undefined;
}

function invalid(message: string): OrgSecretsError {
  return new OrgSecretsError('InvalidConfig', message, {
    fault: 'user',
    instructions: 'Run orgsecrets runs to see which records there are.',
  });
}
