/**
 * `npm run bench:join`: what it costs to bring accounts in that join a covered organization: calls beside their bound,
 * and whether anybody else was touched. `--accounts`, `--regions` and `--joining 1,20,200` choose the sizes. `--out FILE`
 * writes it as JSON too. Ends with 1 where a goal is missed.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMet } from './figures.js';
import { joinFigures } from './join-figures.js';
import { measureJoining } from './joining.js';
import { render } from './render.js';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    accounts: { type: 'string', default: '1000' },
    regions: { type: 'string', default: '2' },
    joining: { type: 'string', default: '1,20,200' },
  },
});
const size = { accounts: Number(values.accounts), regions: Number(values.regions) };
const joined = await measureJoining(size, values.joining.split(',').map(Number));
const figures = joined.flatMap((one) => joinFigures(one, size));
if (values.out !== undefined)
  writeFileSync(values.out, `${JSON.stringify({ size, joined, figures }, null, 2)}\n`);
process.stdout.write(`${render(figures, [])}\n`);
process.exitCode = figures.every(isMet) ? 0 : 1;
