import { PassThrough } from 'node:stream';
import { main } from '../../src/cli/main.js';
import type { Host } from '../../src/cli/host.js';
import type { UseCases } from '../../src/cli/use-cases.js';
import type { Run } from '../../src/app/run.js';

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  readonly env?: Record<string, string>;
  /** stdin and stderr are a terminal of this width; what is typed. */
  readonly terminal?: { readonly columns: number; readonly typed?: string };
  /** Is handed the way to press Ctrl-C. */
  readonly interrupt?: (press: () => void) => void;
  readonly onKill?: (exitCode: number) => void;
}

/** Runs a command line as `bin/orgsecrets.js` would, with the use cases given; those not given fail the test. */
export async function runCli(
  args: readonly string[],
  useCases: Partial<UseCases>,
  options: Options = {},
): Promise<Ended> {
  const [stdout, stderr, stdin] = [collector(), collector(), new PassThrough()];
  const listeners = new Set<() => void>();
  if (options.terminal) {
    Object.assign(stdin, { isTTY: true });
    for (const { stream } of [stdout, stderr])
      Object.assign(stream, { isTTY: true, columns: options.terminal.columns });
    if (options.terminal.typed !== undefined) stdin.end(options.terminal.typed);
  }
  const host: Host = {
    args,
    env: options.env ?? {},
    stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    onInterrupt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    kill: (exitCode) => options.onKill?.(exitCode),
    onWarning: () => undefined,
  };
  options.interrupt?.(() => {
    for (const listener of listeners) listener();
  });
  const exitCode = await main(host, { ...unexpected, ...useCases });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

/** What commands only hand on. */
export const fakeRun = { aws: { close: () => undefined } } as Run;

function fail(): never {
  throw new Error('this use case was not expected to be called');
}

const unexpected: UseCases = {
  validate: fail,
  init: fail,
  loadRun: async () => fakeRun,
  doctor: fail,
  plan: fail,
  apply: fail,
  status: fail,
  accounts: fail,
  drift: fail,
  notify: fail,
  remediate: fail,
  report: fail,
  reportChunks: fail,
  writeReport: fail,
  history: fail,
  destroy: fail,
  keepRecord: async () => ({ emit: () => undefined, begin: () => undefined, end: () => undefined }),
  readRuns: fail,
  simulate: fail,
};

function collector(): { stream: PassThrough; text: () => string } {
  const stream = new PassThrough();
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => (text += chunk));
  return { stream, text: () => text };
}
