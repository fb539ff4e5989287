import type { Run } from '../app/run.js';
import type { OrgSecretsError } from '../model/errors.js';
import type { Emit } from '../model/events.js';
import type { RecordChoices, RunRecorder } from '../report/record/recorder.js';
import { systemClock } from './system-clock.js';
import type { UseCases } from './use-cases.js';

/** Options of commands that keep a record of their runs. */
export interface RecordOptions {
  /** Where it is kept; `false`: nowhere; missing: in the usual folder. */
  readonly record?: string | false;
}

/** The record of the run of one command, where it keeps one. */
export interface Recording {
  readonly emit: Emit;
  /** From now on what happens is remembered. */
  open(command: string, options: RecordOptions): Promise<void>;
  /** From now on it is written. */
  begin(run: Run): void;
  end(exitCode: number, error?: OrgSecretsError): void;
}

export function createRecording(
  useCases: Pick<UseCases, 'keepRecord'>,
  version: string,
  warn: (text: string) => void,
): Recording {
  let recorder: RunRecorder<Run> | undefined;
  return {
    emit: (event) => recorder?.emit(event),
    async open(command, options) {
      const { record } = options;
      if (record === false) return;
      const choices = { command, version, options: saidIn(options), path: record };
      recorder = await useCases.keepRecord(choices, systemClock, warn);
    },
    begin: (run) => recorder?.begin(run),
    end(exitCode, error) {
      recorder?.end({ exitCode, ...(error && { error: { code: error.code, message: error.message } }) });
      recorder = undefined;
    },
  };
}

/** Where output goes and what it looks like is no matter of the run. */
const aside: readonly string[] = ['config', 'json', 'verbose', 'record'];

/** What the command line said, without what it did not say. */
function saidIn(options: object): RecordChoices['options'] {
  const said: Record<string, string | number | boolean | string[]> = {};
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    if (aside.includes(name)) continue;
    if (typeof value === 'string' || typeof value === 'number' || value === true) said[name] = value;
    if (Array.isArray(value) && value.length > 0) said[name] = value.map(String);
  }
  return said;
}
