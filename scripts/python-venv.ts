/**
 * Makes `.venv` from test/conformance/requirements.txt, unless it is there and up to date.
 * Exit codes: 0 ready · 69 Python or the package index is missing (EX_UNAVAILABLE of sysexits.h) · 1 anything else.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import {
  requirementsDigest,
  requirementsFile,
  stampFile,
  venvCommand,
  venvFolder,
  venvReady,
} from './venv.js';

const UNAVAILABLE = 69;
const PYTHON_AT_LEAST = [3, 11] as const;
/** The whole installation takes about a minute; an index that does not answer must not hold a build for longer. */
const DEADLINE_MS = 8 * 60_000;

process.exitCode = main();

function main(): number {
  if (venvReady()) return 0;
  const python = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python'].find(recentEnough);
  if (python === undefined) {
    return unavailable(`no Python ${PYTHON_AT_LEAST.join('.')} or newer on the PATH`);
  }
  // What an interrupted run left behind can't be trusted.
  rmSync(venvFolder, { recursive: true, force: true });
  const made = run(python, ['-m', 'venv', venvFolder]);
  if (made.status !== 0) return unavailable(`'${python} -m venv' failed: ${lastLine(made)}`);
  console.log('Python: installing what the checks from outside need, about a minute.');
  const installed = run(venvCommand('python'), [
    ...['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'],
    ...['--timeout', '20', '--retries', '2', '--requirement', requirementsFile],
  ]);
  if (installed.status !== 0)
    return unavailable(`pip could not install from the package index: ${lastLine(installed)}`);
  writeFileSync(stampFile, requirementsDigest());
  console.log(`Python: ${relative(process.cwd(), venvFolder) || venvFolder} is ready.`);
  return 0;
}

function recentEnough(command: string): boolean {
  const [major, minor] = PYTHON_AT_LEAST;
  const check = `import sys, venv, ensurepip; sys.exit(sys.version_info < (${major}, ${minor}))`;
  return spawnSync(command, ['-c', check], { stdio: 'ignore' }).status === 0;
}

function run(command: string, args: readonly string[]): { status: number | null; text: string } {
  const result = spawnSync(command, args, { encoding: 'utf8', timeout: DEADLINE_MS });
  return {
    status: result.status,
    text: `${result.stdout}\n${result.stderr}\n${result.error?.message ?? ''}`,
  };
}

function lastLine(result: { text: string }): string {
  return result.text.trim().split('\n').at(-1) ?? 'no reason given';
}

function unavailable(reason: string): number {
  console.error(`Python: ${reason}. The checks from outside (boto3, AWS CLI, moto, cfn-lint) can't run.`);
  return UNAVAILABLE;
}
