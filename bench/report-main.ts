/**
 * `npm run bench:report`: what a report on many secrets costs, asked rule by rule and with results that are recorded.
 * `--accounts`, `--regions` and `--secrets` choose the size. `--out FILE` writes it as JSON too. Ends with 1 where a goal
 * is missed: how much it may cost, and that every format counts what a count made on the world says.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measuredScript } from './measure-apart.js';
import type { MeasuredReport } from './measure-report.js';
import { isMet, type Figure } from './figures.js';
import { render } from './render.js';
import { reportFigures } from './report-figures.js';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    accounts: { type: 'string', default: '2000' },
    regions: { type: 'string', default: '2' },
    secrets: { type: 'string', default: '100000' },
  },
});
const size = {
  accounts: Number(values.accounts),
  regions: Number(values.regions),
  secrets: Number(values.secrets),
};
const reports: MeasuredReport[] = [];
for (const recorded of [true, false]) {
  process.stderr.write(
    `${size.secrets} secrets, results ${recorded ? 'recorded' : 'asked rule by rule'} …\n`,
  );
  const { result } = await measuredScript<MeasuredReport>(import.meta.resolve('./measure-report-one.ts'), {
    size,
    recorded,
  });
  reports.push(result);
  for (const [format, { examples }] of Object.entries(result.formats))
    for (const example of examples) process.stderr.write(`${format}: ${example}\n`);
  // The next size may take long: what is known is kept.
  if (values.out !== undefined) writeFileSync(values.out, document());
}
const figures = figuresOfAll();
process.stdout.write(`${render(figures, [])}\n`);
process.exitCode = figures.every(isMet) ? 0 : 1;

function figuresOfAll(): readonly Figure[] {
  return reports.flatMap((report) => reportFigures(report, size));
}

function document(): string {
  return `${JSON.stringify({ size, reports, figures: figuresOfAll() }, null, 2)}\n`;
}
