import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { join } from 'node:path';

/** What a child process cost, by its own count. */
export interface Usage {
  /** Peak resident memory, in MB (10^6 bytes). */
  readonly memoryMb: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

export interface Ended {
  readonly stdout: string;
  readonly usage: Usage;
}

const usageHook = join(import.meta.dirname, 'usage.js');

/**
 * Runs a script in a child process and measures it. Nothing of the caller's environment but the PATH reaches it.
 *
 * @param nodeOptions go before the script.
 * @throws Error where it ends with anything but 0.
 */
export async function measured(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): Promise<Ended> {
  const child = spawn(process.execPath, [...nodeOptions, '--import', usageHook, script, ...args], {
    env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const pipes = child.stdio as readonly (Readable | null)[];
  const read = (at: number) => text(pipes[at] as Readable);
  const exitCode = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [code, stdout, stderr, usage] = await Promise.all([exitCode, read(1), read(2), read(3)]);
  if (code !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${code}: ${stderr || stdout}`);
  return { stdout, usage: JSON.parse(usage) as Usage };
}
