import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const folder = join(import.meta.dirname, 'iam-simulate');
const lockFile = join(folder, 'package-lock.json');
/** Written last: an installation without it was never finished, and one of another lock file is out of date. */
const stampFile = join(folder, 'node_modules', '.installed-from');
const installDeadlineMs = 120_000;

/** What the judge takes: the form is that of @cloud-copilot/iam-simulate's `Simulation`. */
export interface Simulation {
  readonly request: {
    readonly principal: string;
    readonly action: string;
    readonly resource: { readonly resource: string; readonly accountId: string };
    readonly contextVariables: Readonly<Record<string, string | readonly string[]>>;
  };
  readonly identityPolicies: readonly NamedDocument[];
  readonly serviceControlPolicies: readonly {
    readonly orgIdentifier: string;
    readonly policies: readonly NamedDocument[];
  }[];
  readonly resourceControlPolicies: readonly [];
  readonly resourcePolicy?: unknown;
  readonly sessionPolicy?: unknown;
  readonly permissionBoundaryPolicies?: readonly NamedDocument[];
}

interface NamedDocument {
  readonly name: string;
  readonly policy: unknown;
}

export type Verdict = { readonly allowed: boolean } | { readonly refused: string };

/**
 * Installs the judge where it is not there yet. Answers why it can't be used, or undefined. With CI=true the test that
 * asks must fail on a reason.
 */
export function installJudge(): string | undefined {
  const digest = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest) return undefined;
  const { status, stderr, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel', 'error'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: installDeadlineMs,
  });
  if (status !== 0)
    return `npm ci failed: ${(error?.message ?? stderr).trim().split('\n')[0] ?? 'no reason given'}`;
  writeFileSync(stampFile, digest);
  return undefined;
}

/** Puts all simulations to the judge, in one process; the answers are in the same order. */
export async function judge(simulations: readonly Simulation[], deadlineMs = 60_000): Promise<Verdict[]> {
  const child = spawn(process.execPath, ['judge.js'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '' },
  });
  const deadline = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
  child.stdin.end(JSON.stringify(simulations));
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }),
  ]);
  clearTimeout(deadline);
  if (status !== 0) throw new Error(`the judge ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout) as Verdict[];
}
