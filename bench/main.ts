/**
 * `npm run bench`: what the built command line costs on organizations of several sizes, each figure beside its bound or
 * peer. `--json` prints JSON instead of a table, `--out FILE` writes it too, `--accounts 10,100,1000` and
 * `--regions 17` choose the sizes. Ends with 1 where a goal is missed.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { figuresOf, isMet } from './figures.js';
import type { Measured } from './measure.js';
import { measureApart } from './measure-apart.js';
import { render } from './render.js';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    out: { type: 'string' },
    accounts: { type: 'string', default: '10,100,1000' },
    regions: { type: 'string', default: '17' },
  },
});
const regions = Number(values.regions);
const sizes = values.accounts
  .split(',')
  .map(Number)
  .sort((a, b) => a - b);

const started = performance.now();
const measured: Measured[] = [];
let cpuSeconds = 0;
for (const accounts of sizes) {
  process.stderr.write(`${accounts} accounts × ${regions} Regions …\n`);
  // `status` reads four times as much as a plan: the size before the largest tells enough of it.
  const apart = await measureApart(
    { accounts, regions },
    { status: accounts === (sizes.at(-2) ?? accounts), bareSdk: accounts === sizes.at(-1) },
  );
  measured.push(apart.measured);
  cpuSeconds += apart.cpuSeconds;
}
const figures = figuresOf(measured);
const document = {
  machine: { cores: availableParallelism(), node: process.version, platform: process.platform },
  cost: { wallSeconds: (performance.now() - started) / 1000, cpuSeconds },
  figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })),
  sizes: measured,
};
const json = `${JSON.stringify(document, null, 2)}\n`;
if (values.out !== undefined) writeFileSync(values.out, json);
const { wallSeconds } = document.cost;
const costLine = `The bench took ${Math.round(wallSeconds)} s, and ${Math.round(cpuSeconds)} s of CPU.`;
process.stdout.write(values.json ? json : `${render(figures, measured)}\n\n${costLine}\n`);
process.exitCode = figures.every(isMet) ? 0 : 1;
