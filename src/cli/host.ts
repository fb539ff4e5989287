import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { exitCodes } from './exit-codes.js';

/** A stream that may be a terminal. */
export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Everything ambient that the command line needs; tests hand over their own. */
export interface Host {
  /** Without the program's own name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Calls the listener on Ctrl-C (or a polite kill); the answer takes the listener away again. */
  onInterrupt(listener: () => void): () => void;
  /** Ends the process at once. */
  kill(exitCode: number): void;
  /** Warnings of Node itself. */
  onWarning(listener: (warning: Error) => void): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The host of a real process. */
export function processHost(node: NodeJS.Process): Host {
  for (const stream of [node.stdout, node.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // A reader that went away (`| head`) must not stop a run half way; nobody is left to be told anything else.
      if (error.code === 'EPIPE') return;
      node.exitCode = exitCodes.failed;
      if (stream === node.stdout) node.stderr.write(`The output could not be written: ${error.message}\n`);
    });
  return {
    args: node.argv.slice(2),
    env: node.env,
    stdin: node.stdin,
    stdout: node.stdout,
    stderr: node.stderr,
    onInterrupt(listener) {
      for (const signal of signals) node.on(signal, listener);
      return () => {
        for (const signal of signals) node.off(signal, listener);
      };
    },
    kill: (exitCode) => node.exit(exitCode),
    onWarning(listener) {
      node.removeAllListeners('warning');
      node.on('warning', listener);
    },
  };
}

/** Can a person be asked something? The question goes to stderr, since stdout is for results. */
export function isInteractive(host: Host): boolean {
  return host.stdin.isTTY === true && host.stderr.isTTY === true;
}

/** Asks on stderr; an end of input or an abort is a no. */
export async function confirm(host: Host, question: string, signal: AbortSignal): Promise<boolean> {
  return /^y(es)?$/i.test((await ask(host, question, signal))?.trim() ?? '');
}

/** Asks on stderr and reads one line; `undefined` at the end of input, or after an abort. */
export async function ask(host: Host, question: string, signal: AbortSignal): Promise<string | undefined> {
  host.stderr.write(question);
  // Not `terminal`: in raw mode Ctrl-C would be a key and no signal.
  const lines = createInterface({ input: host.stdin, terminal: false });
  const stop = () => lines.close();
  signal.addEventListener('abort', stop);
  try {
    return await new Promise((resolve) => {
      lines.once('line', (answer) => resolve(answer));
      lines.once('close', () => resolve(undefined));
    });
  } finally {
    signal.removeEventListener('abort', stop);
    lines.close();
  }
}

/** NO_COLOR (https://no-color.org) wins over FORCE_COLOR, which wins over what the stream is. */
export function wantsColor(host: Host, stream: Output): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = host.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && TERM !== 'dumb';
}

/** Columns of a stream; of the terminal that a pipe was started from; else of a log: long, but not endless. */
export function widthOf(host: Host, stream: Output): number {
  const widths = [stream.columns, Number(host.env.COLUMNS), host.stderr.columns];
  return widths.find((width) => width !== undefined && Number.isInteger(width) && width > 0) ?? 120;
}
