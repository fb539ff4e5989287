/**
 * `npm test`: builds the command line, makes the Python environment that the outside judges need, and runs every test
 * in a random order of files. `--seed N` repeats an order; further arguments name test files instead of all.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({ options: { seed: { type: 'string' } }, allowPositionals: true });
const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function testFiles(): string[] {
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'))
    .map((path) => join('test', path))
    .sort();
}

/** Fisher and Yates, with a small linear generator: the same seed gives the same order on every machine. */
function shuffled(files: readonly string[], start: number): string[] {
  const result = [...files];
  let state = start;
  for (let i = result.length - 1; i > 0; i -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const j = state % (i + 1);
    [result[i], result[j]] = [result[j] as string, result[i] as string];
  }
  return result;
}

/** The crash series take minutes each: begun last, one of them would keep the other processor waiting. */
function longestFirst(files: readonly string[]): string[] {
  const isLong = (file: string) => /promises.crash-/.test(file);
  return [...files.filter(isLong), ...files.filter((file) => !isLong(file))];
}

/** Without Python the checks from outside skip themselves and say so; in CI nothing may be skipped. */
function preparePython(): void {
  const unavailable = 69;
  const { status } = spawnSync('npx', ['tsx', 'scripts/python-venv.ts'], { stdio: 'inherit' });
  if (status === 0 || (status === unavailable && process.env['CI'] !== 'true')) return;
  process.exit(status ?? 1);
}

run('npm', ['run', '--silent', 'build']);
preparePython();
const files = positionals.length > 0 ? positionals : longestFirst(shuffled(testFiles(), seed));
process.stdout.write(`Order of the test files: --seed ${seed}\n`);
run('npx', ['mocha', '--parallel', '--jobs', '2', '--reporter', 'test/support/reporter.cjs', ...files]);
