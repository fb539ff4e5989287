/**
 * The long series: what `npm test` does for a sample is done here for everything, by two processes. With `--short`:
 * killed on both sides of every mutating call on acme. Without it also the built command line, killed on both sides of
 * every mutating call on the small organization, runs that are killed several times in a row, and organizations that are
 * disturbed and mended, both as `--seed N` chooses.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { AssertionError } from 'chai';
import fc from 'fast-check';
import { killedAndAgain, wholeRun } from '../test/e2e/killed.js';
import { expectSameEnd, undisturbed, type Death } from '../test/support/crash.js';
import { cases, expectMendedFrom } from '../test/support/drift-model/cases.js';
import { coverOnce } from '../test/support/drift-model/covered-world.js';

type Side = Death['when'];

const { values } = parseArgs({
  options: { short: { type: 'boolean' }, seed: { type: 'string' }, side: { type: 'string' } },
});
const rows = 60;
const mostDeaths = 4;
const disturbances = 5000;

const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed);
if (values.side === undefined) await main();
else await oneSide(values.side as Side);

/** Starts a process for each side of the calls. */
async function main(): Promise<void> {
  console.log(`${values.short ? 'the short series' : 'every series'}: --seed ${seed}`);
  const started = performance.now();
  const codes = await Promise.all((['before', 'after'] as const).map(child));
  console.log(`${Math.round((performance.now() - started) / 1000)} s`);
  process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
}

function child(side: Side): Promise<number> {
  const args = ['--side', side, '--seed', String(seed), ...(values.short ? ['--short'] : [])];
  const started = spawn(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), ...args], {
    stdio: 'inherit',
  });
  const stop = () => started.kill();
  process.once('exit', stop);
  return new Promise((resolve, reject) => {
    started.once('error', reject);
    started.once('exit', (code) => {
      process.off('exit', stop);
      resolve(code ?? 1);
    });
  });
}

/** All series for one side of the calls, one after the other. */
async function oneSide(when: Side): Promise<void> {
  const count = { passed: 0, failed: 0 };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      count.passed += 1;
    } catch (error) {
      count.failed += 1;
      console.error(error instanceof Error ? error.message : error);
      if (error instanceof AssertionError) console.error(firstDifference(error.actual, error.expected));
    }
    const all = count.passed + count.failed;
    if (all % 10 === 0) console.log(`${when}: ${all} done, ${count.failed} failed`);
  };

  const acme = await undisturbed('acme');
  for (let mutatingCall = 1; mutatingCall <= acme.mutatingCalls; mutatingCall += 1)
    await attempt(() => expectSameEnd('acme', [{ mutatingCall, when }], acme));
  if (!values.short) {
    await commandLine(when, attempt);
    await inARow(when, attempt);
    await attempt(() => disturbed(when));
  }
  console.log(`${when}: ${count.passed} passed, ${count.failed} failed`);
  process.exitCode = count.failed === 0 ? 0 : 1;
}

/** Where two end states part, by the path of keys. */
function firstDifference(actual: unknown, expected: unknown, path = ''): string | undefined {
  if (JSON.stringify(actual) === JSON.stringify(expected)) return undefined;
  if (isContainer(actual) && isContainer(expected)) {
    const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
    for (const key of keys) {
      const found = firstDifference(actual[key], expected[key], `${path}/${key}`);
      if (found !== undefined) return found;
    }
  }
  return `  at ${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`.slice(0, 1000);
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

type Attempt = (work: () => Promise<void>) => Promise<void>;

async function commandLine(when: Side, attempt: Attempt): Promise<void> {
  const whole = await wholeRun('small');
  for (let mutatingCall = 1; mutatingCall <= whole.operations.length; mutatingCall += 1)
    await attempt(() => killedAndAgain('small', { mutatingCall, when }, whole));
}

/** Killed again and again: each run goes on where the one before was cut off. */
async function inARow(when: Side, attempt: Attempt): Promise<void> {
  const small = await undisturbed('small');
  const next = generator(when === 'before' ? seed : seed + 1);
  for (let row = 0; row < rows; row += 1) {
    // Few enough calls each that there is something left to be killed at.
    const few = Math.floor(small.mutatingCalls / mostDeaths);
    const deaths = Array.from({ length: 2 + (next() % (mostDeaths - 1)) }, (): Death => ({
      mutatingCall: 1 + (next() % few),
      when: next() % 2 === 0 ? 'before' : 'after',
    }));
    await attempt(() => expectSameEnd('small', deaths, small));
  }
}

/** A property of its own: a case that fails is made smaller, and printed in words. */
async function disturbed(when: Side): Promise<void> {
  const covered = await coverOnce('small');
  await fc.assert(
    expectMendedFrom(cases, () => covered),
    { numRuns: disturbances / 2, seed: when === 'before' ? seed : seed + 1, includeErrorInReport: true },
  );
}

/** Whole numbers; the same seed gives the same ones on every machine. */
function generator(start: number): () => number {
  let state = start % 2_147_483_648;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    // The lower digits of such a generator repeat soon.
    return Math.floor(state / 65_536);
  };
}
