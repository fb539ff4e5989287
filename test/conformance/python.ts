import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { venvCommand, venvReady } from '../../scripts/venv.js';

const folder = join(import.meta.dirname, 'python');

/**
 * Is there a Python environment to judge with? Where it is missing that is said once; with CI=true the tests are run
 * all the same, and fail.
 */
export function canJudge(): boolean {
  if (venvReady() || process.env.CI === 'true') return true;
  console.log(
    "The checks from outside are left out: make their Python with 'npx tsx scripts/python-venv.ts'.",
  );
  return false;
}

/** Nothing of the developer's own AWS configuration may reach a child, and nothing may leave the machine. */
export function childEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    PYTHONDONTWRITEBYTECODE: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_PAGER: '',
    ...extra,
  };
}

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the environment to its end, or kills it at the deadline (its status is then `null`). */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly stdin?: string; readonly deadlineMs: number },
): Promise<Finished> {
  const child = spawn(venvCommand(command), args, { cwd: folder, env: options.env });
  const deadline = setTimeout(() => child.kill('SIGKILL'), options.deadlineMs);
  child.stdin.end(options.stdin ?? '');
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }),
  ]);
  clearTimeout(deadline);
  return { status, stdout, stderr };
}

/** Runs a script of `python/` and reads the JSON that it prints. */
export async function runJson<T>(args: readonly string[], stdin = '', deadlineMs = 120_000): Promise<T> {
  const run = await runCommand('python', args, { env: childEnvironment(), stdin, deadlineMs });
  if (run.status !== 0) throw new Error(`${args[0]} ended with ${run.status}:\n${run.stderr}`);
  return JSON.parse(run.stdout) as T;
}

export interface Moto {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Serves moto on loopback. It ends by itself when this process does. */
export async function startMoto(): Promise<Moto> {
  // Without the policies that AWS manages, AttachRolePolicy could not be compared.
  const env = childEnvironment({ MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' });
  const child = spawn(venvCommand('python'), ['moto_backend.py'], { cwd: folder, env });
  child.stderr.resume();
  const line = await firstLine(child);
  const { endpoint } = JSON.parse(line) as { endpoint: string };
  return {
    endpoint,
    stop: () =>
      new Promise((resolve) => {
        child.once('close', () => {
          resolve();
        });
        child.stdin.end();
      }),
  };
}

function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`moto did not start: ${reason}`));
    };
    const deadline = setTimeout(() => {
      fail('no line within 60 s');
    }, 60_000);
    let seen = '';
    child.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.toString('utf8');
      if (!seen.includes('\n')) return;
      clearTimeout(deadline);
      resolve(seen.slice(0, seen.indexOf('\n')));
    });
    child.once('close', () => {
      clearTimeout(deadline);
      fail('it ended');
    });
  });
}

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
