import { closeSync, fdatasyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMutating } from '../../aws/mutating-operations.js';
import type { Clock } from '../../model/clock.js';
import { digest } from '../../model/digest.js';
import { OrgSecretsError } from '../../model/errors.js';
import type { Emit } from '../../model/events.js';
import { entryOfEvent } from '../../report/record/entry-of-event.js';
import { recordFormat, type Entry, type EntryBody } from '../../report/record/entries.js';
import { printEntry } from '../../report/record/parse-record.js';
import type { RecordChoices, RunRecorder } from '../../report/record/recorder.js';
import type { Run } from '../run.js';
import { isFolder, runsFolder } from './runs-folder.js';

/**
 * Keeps a record of a run as it happens: a line for each thing, written before the next one happens, so that whatever
 * ends the process leaves what was done until then. Nothing is written before `begin`, and nothing at all where the run
 * could not begin.
 */
export function keepRecord(
  choices: RecordChoices,
  clock: Clock,
  warn: (text: string) => void,
): RunRecorder<Run> {
  let file: OpenFile | undefined;
  let lost = false;
  let calls: Run['aws']['calls'] | undefined;
  // What happened before the file was open; `undefined` from then on.
  let early: Entry[] | undefined = [];
  // What each action said last: it says the same at every look, for as long as it waits.
  const said = new Map<string, string>();
  const isNews = (body: EntryBody) => {
    if (body.code !== 'action-progress') return true;
    if (said.get(body.id) === body.text) return false;
    said.set(body.id, body.text);
    return true;
  };
  const stamp = (body: EntryBody): Entry => ({ at: timeText(clock.now()), ...body });
  const write = (entry: Entry) => {
    if (lost) return;
    if (early) {
      early.push(entry);
      return;
    }
    try {
      if (file) writeEntry(file.descriptor, entry);
    } catch (error) {
      // A full disk must not stop a run half way.
      lost = true;
      warn(`The record of this run ends here: ${messageOf(error)}`);
    }
  };
  return {
    emit: ((event) => {
      const body = entryOfEvent(event, isMutating);
      if (body && isNews(body)) write(stamp(body));
    }) satisfies Emit,
    begin(run) {
      calls = () => run.aws.calls();
      const now = clock.now();
      try {
        file = open(choices, now);
      } catch (error) {
        if (choices.path !== undefined) throw notKept(choices.path, error);
        warn(`No record of this run is kept: ${messageOf(error)}. --record names another place.`);
        lost = true;
        return;
      }
      const begun = stamp({
        code: 'begun',
        format: recordFormat,
        id: file.id,
        command: choices.command,
        version: choices.version,
        options: choices.options,
        callerAccountId: run.aws.identity.accountId,
        prefix: run.config.stackSets.prefix,
        configFile: run.configFile,
        configDigest: digest(run.config),
      });
      const before = early ?? [];
      early = undefined;
      for (const entry of [begun, ...before]) write(entry);
    },
    end(ended) {
      if (!file) return;
      const counted = calls?.();
      write(
        stamp({
          code: 'closed',
          ...ended,
          ...(counted && { calls: { total: counted.total, mutating: counted.mutating } }),
        }),
      );
      closeSync(file.descriptor);
      file = undefined;
    },
  };
}

interface OpenFile {
  readonly id: string;
  readonly descriptor: number;
}

/** Two runs of the same millisecond are told apart by a number. */
function open({ command, path }: RecordChoices, now: number): OpenFile {
  const name = `${timeText(now).replace(/[-:]/g, '')}-${command}`;
  if (path !== undefined && !isFolder(path)) {
    mkdirSync(dirname(path), { recursive: true });
    return { id: name, descriptor: openSync(path, 'wx') };
  }
  const folder = path ?? runsFolder;
  mkdirSync(folder, { recursive: true });
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? name : `${name}-${number}`;
    try {
      return { id, descriptor: openSync(join(folder, `${id}.jsonl`), 'wx') };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** What was decided and done is on the disk before the next thing happens; the rest is with the system. */
function writeEntry(descriptor: number, entry: Entry): void {
  writeSync(descriptor, printEntry(entry));
  if (entry.code.startsWith('action-') || entry.code === 'begun' || entry.code === 'closed')
    fdatasyncSync(descriptor);
}

/** e.g. `2026-11-27T20:31:21.123Z`. */
function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function notKept(path: string, cause: unknown): OrgSecretsError {
  return new OrgSecretsError(
    'InvalidUsage',
    `The record can not be written to ${path}: ${messageOf(cause)}`,
    {
      fault: 'user',
      instructions: 'Name a file that is not there yet, or a folder.',
      cause,
    },
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
