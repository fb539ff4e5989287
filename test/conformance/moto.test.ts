import { expect } from 'chai';
import { differences } from './compare.js';
import type { Difference, Recording } from './compare.js';
import { isKnown, loadKnownDifferences, stale } from './known-differences.js';
import { canJudge, runJson, startMoto } from './python.js';
import { simulatedOperationNames, startConformanceWorld } from './simulator.js';

type Side = 'moto' | 'simulator';

async function record(
  side: Side,
  endpoint: string,
  keys: readonly [string, string],
  operations: readonly string[],
) {
  return runJson<Recording>(['record.py', endpoint, ...keys, side], JSON.stringify(operations));
}

async function recordMoto(operations: readonly string[]): Promise<Recording> {
  const moto = await startMoto();
  try {
    return await record('moto', moto.endpoint, ['test', 'test'], operations);
  } finally {
    await moto.stop();
  }
}

async function recordSimulator(operations: readonly string[]): Promise<Recording> {
  const simulator = await startConformanceWorld();
  const { accessKeyId, secretAccessKey } = simulator.administrator;
  try {
    return await record('simulator', simulator.endpoint, [accessKeyId, secretAccessKey], operations);
  } finally {
    await simulator.stop();
  }
}

/** As an entry of differences.yaml, but for `right`, `why` and `source`, which a person must find out. */
function asEntry({ operation, path, kind, calls, moto, simulator }: Difference): string {
  const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 300);
  return [
    `- operations: ['${operation}']`,
    `  paths: ['${path}']`,
    `  kind: ${kind}`,
    `  # calls ${calls.join(', ')}`,
    `  # moto: ${short(moto)}`,
    `  # simulator: ${short(simulator)}`,
  ].join('\n');
}

if (canJudge()) {
  describe('moto and the simulator, asked the same', () => {
    const known = loadKnownDifferences();
    let both: readonly string[] = [];
    let sides: Readonly<Record<Side, Recording>>;
    let found: readonly Difference[];

    before(async function () {
      this.timeout(300_000);
      const byService = await runJson<Record<string, readonly string[]>>(['moto_operations.py']);
      const ofMoto = Object.entries(byService).flatMap(([service, names]) =>
        names.map((name) => `${service}:${name}`),
      );
      const ofSimulator = new Set(simulatedOperationNames());
      both = ofMoto.filter((name) => ofSimulator.has(name));
      const [moto, simulator] = await Promise.all([recordMoto(both), recordSimulator(both)]);
      sides = { moto, simulator };
      found = differences(moto, simulator);
    });

    it('can both be asked everything', () => {
      expect(sides.moto.broken, 'moto').to.deep.equal({});
      expect(sides.simulator.broken, 'simulator').to.deep.equal({});
    });

    it('are asked every operation that both have, or it is said why not', () => {
      const asked = new Set(sides.moto.steps.map((step) => step.operation));
      const excused = new Set(known.notCompared.flatMap((entry) => entry.operations));
      expect(both.filter((name) => !asked.has(name) && !excused.has(name))).to.deep.equal([]);
      expect(
        [...excused].filter((name) => asked.has(name) || !both.includes(name)),
        'excused for nothing',
      ).to.deep.equal([]);
    });

    it('answer alike, but for the differences that differences.yaml lists', () => {
      const unlisted = found.filter((difference) => !isKnown(difference, known.differences));
      if (unlisted.length === 0) return;
      expect.fail(`${unlisted.length} differences are not listed:\n${unlisted.map(asEntry).join('\n')}`);
    });

    it('still differ in everything that differences.yaml lists', () => {
      expect(stale(known.differences, found)).to.deep.equal([]);
    });
  });
}
