import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../src/simulator/start.js';
import type { Latencies } from '../../src/simulator/world-file/latencies.js';
import { parseWorld } from '../../src/simulator/world-file/parse.js';
import { environmentOf, orgFileOf, root } from './in-process.js';

/** Virtual seconds in a real one: minutes of StackSets take moments. */
export const timeScale = 200;

export interface Ended {
  /** `null` where a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A simulator in this process, and the built command line as a child process that talks to it. */
export interface CliWorld {
  readonly simulator: Simulator;
  /** An empty folder of its own, in which the commands run. */
  readonly folder: string;
  /** Runs `orgsecrets ARGS --config ORG` as the world's `operator`; `started` is handed the child. */
  orgsecrets(args: readonly string[], options?: CliOptions): Promise<Ended>;
  /** As `orgsecrets ARGS --json`, with what it prints parsed. */
  json<T>(args: readonly string[]): Promise<Ended & { readonly document: T }>;
  editOrg(change: (text: string) => string): void;
  /** How long things take from now on, in virtual milliseconds. */
  readonly latencies: { -readonly [name in keyof Latencies]: Latencies[name] };
  stop(): Promise<void>;
}

interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly started?: (child: ChildProcess) => void;
  /** Runs in a terminal of its own (all that it prints is then on stdout), in which this is typed. */
  readonly typed?: string;
}

/** Runs a command line in a pseudo-terminal and ends as it does. https://docs.python.org/3/library/pty.html */
const inTerminal = [
  'python3',
  '-c',
  'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))',
];

/** @param packageRoot whose command line runs: a copy of the package, where a test edits what comes with it. */
export async function startCliWorld(
  name: string,
  change: (text: string) => string = (text) => text,
  packageRoot: string = root,
): Promise<CliWorld> {
  const file = join(root, 'config', 'worlds', `${name}.yaml`);
  const parsed = parseWorld(change(readFileSync(file, 'utf8')), file);
  const latencies = { ...parsed.latencies };
  const simulator = await startSimulator({
    world: { ...parsed, latencies },
    clock: { mode: 'scaled', timeScale },
    policyRoot: root,
  });
  const folder = mkdtempSync(join(tmpdir(), 'orgsecrets-'));
  const org = orgFileOf(name);
  const children = new Set<ChildProcess>();
  const orgsecrets: CliWorld['orgsecrets'] = (args, { env = {}, started, typed } = {}) => {
    const bin = join(packageRoot, 'bin', 'orgsecrets.js');
    const line = [process.execPath, bin, ...args, '--config', org.path()];
    const [program = '', ...rest] = typed === undefined ? line : [...inTerminal, ...line];
    const child = spawn(program, rest, {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', ...environmentOf(simulator), ...env },
      stdio: [typed === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    child.stdin?.write(typed);
    children.add(child);
    started?.(child);
    return ended(child).finally(() => children.delete(child));
  };
  return {
    simulator,
    folder,
    orgsecrets,
    async json<T>(args: readonly string[]) {
      const result = await orgsecrets([...args, '--json']);
      return { ...result, document: JSON.parse(result.stdout) as T };
    },
    editOrg: (edit) => org.edit(edit),
    latencies,
    async stop() {
      for (const child of children) child.kill('SIGKILL');
      org.remove();
      rmSync(folder, { recursive: true });
      await simulator.stop();
    },
  };
}

/** Once the child is gone and all that it wrote is read. */
function ended(child: ChildProcess): Promise<Ended> {
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.setEncoding('utf8').on('data', (chunk: string) => (text[stream] += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...text }));
  });
}
