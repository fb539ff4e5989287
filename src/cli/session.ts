import type { Run } from '../app/run.js';
import { OrgSecretsError } from '../model/errors.js';
import { errorDocument } from '../report/json/error.js';
import { renderError } from '../report/render-error.js';
import { createStyle } from '../report/text/style.js';
import type { Style } from '../report/text/style.js';
import type { AccountNames } from '../report/types.js';
import { exitCodes, exitNameOfError } from './exit-codes.js';
import type { Host, Output } from './host.js';
import { wantsColor, widthOf } from './host.js';
import { createProgress } from './progress/create-progress.js';
import type { Progress } from './progress/progress.js';
import { createRecording, type RecordOptions } from './recording.js';
import { systemClock } from './system-clock.js';
import type { LoadOptions, UseCases } from './use-cases.js';

/** Options that every command has. */
export interface CommonOptions {
  readonly config: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** What a command works with. */
export interface Session {
  readonly host: Host;
  readonly useCases: UseCases;
  readonly options: CommonOptions;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** The look of stdout, and of stderr. */
  readonly style: Style;
  readonly errorStyle: Style;
  /** The result: the document with --json, else the text. Ends the progress first. */
  result(document: () => unknown, text: () => string): Promise<void>;
  /** Something for people beside the result. */
  tell(text: string): Promise<void>;
  /** Remembers names for progress and errors. */
  know(names: AccountNames): void;
  /** What is said on the first Ctrl-C. */
  whenInterrupted(text: string): void;
  /** What a use case loads its run from. */
  readonly load: LoadOptions;
  /** Reads the org.yaml, connects to AWS, works, and closes the connections. */
  withRun<T>(work: (run: Run) => Promise<T>): Promise<T>;
  /** The same, and keeps a record of all that happens, as the options say. */
  recordedRun<T>(command: string, options: RecordOptions, work: (run: Run) => Promise<T>): Promise<T>;
}

/**
 * Runs one command: with progress, Ctrl-C, and every error told.
 *
 * @returns the exit code
 */
export async function runCommand(
  host: Host,
  useCases: UseCases,
  version: string,
  options: CommonOptions,
  work: (session: Session) => Promise<number>,
): Promise<number> {
  host.onWarning((warning) => {
    // Notices of Node and of the SDK about versions are for developers.
    if (options.verbose) host.stderr.write(`${warning.name}: ${warning.message}\n`);
  });
  const progress = await createProgress(host, options);
  const interruption = listenForInterrupt(host, progress);
  let names: AccountNames = new Map();
  const style = styleOf(host, host.stdout);
  const errorStyle = styleOf(host, host.stderr);
  const recording = createRecording(useCases, version, (text) => progress.emit({ code: 'warning', text }));
  const load: LoadOptions = {
    configFile: options.config,
    env: host.env,
    clock: systemClock,
    emit(event) {
      progress.emit(event);
      recording.emit(event);
    },
    signal: interruption.signal,
  };
  const session: Session = {
    host,
    useCases,
    options,
    progress,
    signal: interruption.signal,
    style,
    errorStyle,
    async result(document, text) {
      await progress.end();
      host.stdout.write(options.json ? `${JSON.stringify(document(), undefined, 2)}\n` : `${text()}\n`);
    },
    async tell(text) {
      await progress.pause();
      host.stderr.write(`${text}\n`);
    },
    know(known) {
      names = known;
      progress.know(known);
    },
    whenInterrupted: (text) => (interruption.text = text),
    load,
    async withRun(withIt) {
      const run = await useCases.loadRun(load);
      try {
        return await withIt(run);
      } finally {
        run.aws.close();
      }
    },
    async recordedRun(command, recordOptions, withIt) {
      await recording.open(command, recordOptions);
      return session.withRun((run) => {
        recording.begin(run);
        return withIt(run);
      });
    },
  };
  try {
    const exitCode = await work(session);
    recording.end(exitCode);
    return exitCode;
  } catch (thrown) {
    await progress.end();
    const error = toOrgSecretsError(thrown, interruption.signal);
    if (options.json) host.stdout.write(`${JSON.stringify(errorDocument(error), undefined, 2)}\n`);
    host.stderr.write(`${renderError(error, names, errorStyle, options.verbose === true)}\n`);
    const exitCode = exitCodes[exitNameOfError(error.code)];
    recording.end(exitCode, error);
    return exitCode;
  } finally {
    await progress.end();
    interruption.stop();
  }
}

function styleOf(host: Host, stream: Output): Style {
  return createStyle({ width: widthOf(host, stream), color: wantsColor(host, stream) });
}

interface Interruption {
  readonly signal: AbortSignal;
  text: string;
  stop(): void;
}

/** The first Ctrl-C ends the run after the calls in flight, the second at once. */
function listenForInterrupt(host: Host, progress: Progress): Interruption {
  const controller = new AbortController();
  const interruption = {
    signal: controller.signal,
    text: 'Interrupted: the calls in flight are finished first. Ctrl-C again ends at once.',
    stop: host.onInterrupt(() => {
      if (controller.signal.aborted) return host.kill(exitCodes.interrupted);
      controller.abort(interrupted());
      void progress.pause().then(() => host.stderr.write(`${interruption.text}\n`));
    }),
  };
  return interruption;
}

function interrupted(): OrgSecretsError {
  return new OrgSecretsError('Interrupted', 'The run was interrupted.', {
    fault: 'user',
    instructions: 'The state is safe. Run the same command again to go on where it stopped.',
  });
}

/** Whatever was thrown, in our own words. What follows an abort is the abort. */
function toOrgSecretsError(thrown: unknown, signal: AbortSignal): OrgSecretsError {
  if (isOrgSecretsError(thrown)) return thrown;
  if (signal.aborted && isOrgSecretsError(signal.reason) && isAbort(thrown)) return signal.reason;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new OrgSecretsError('Internal', message, {
    fault: 'internal',
    instructions: 'This is a defect of orgsecrets. Please report it with what --verbose shows.',
    cause: thrown,
  });
}

/** By name: a loader that serves `require` and `import` apart makes the class twice. */
function isOrgSecretsError(thrown: unknown): thrown is OrgSecretsError {
  return thrown instanceof Error && thrown.name === 'OrgSecretsError';
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}
