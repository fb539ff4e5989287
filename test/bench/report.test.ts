import { expect } from 'chai';
import { isMet } from '../../bench/figures.js';
import { measuredScript } from '../../bench/measure-apart.js';
import type { MeasuredReport } from '../../bench/measure-report.js';
import { reportFigures } from '../../bench/report-figures.js';

const size = { accounts: 20, regions: 2, secrets: 400 };
const allFormats = ['csv', 'html', 'json', 'markdown', 'ocsf', 'terminal'];

describe('the bench of reports, on 400 secrets in 20 accounts', function () {
  this.timeout(180_000);

  for (const recorded of [true, false])
    it(`makes the fewest calls, and every format counts what the world holds, with results ${recorded ? 'recorded' : 'asked rule by rule'}`, async () => {
      const { result } = await measuredScript<MeasuredReport>(
        import.meta.resolve('../../bench/measure-report-one.ts'),
        { size, recorded },
      );
      expect(result.calls).to.equal(result.bound);
      expect(result.secrets).to.equal(400);
      expect(Object.keys(result.formats).toSorted()).to.deep.equal(allFormats);
      const cmk = result.formats['terminal']?.counts['secretsmanager-using-cmk'] ?? {};
      expect(Object.values(cmk).reduce((sum, each) => sum + each, 0)).to.equal(400);
      const missed = (changes: Partial<MeasuredReport>) =>
        reportFigures({ ...result, ...changes }, size)
          .filter((figure) => !isMet(figure))
          .map(({ name }) => name.split(': ')[1]);
      expect(missed({})).to.deep.equal([]);
      const good = result.formats['csv']!;
      const formats = { csv: { ...good, same: false }, html: { ...good, wrong: 1 }, json: good };
      const costly = { memoryMb: 1501, files: { 'report.html': 8.1 }, cpuSeconds: 121, wallSeconds: 241 };
      expect(missed({ calls: result.bound + 1, secrets: 399, unknown: 1, formats, ...costly })).to.deep.equal(
        [
          'calls',
          'secrets lost',
          'findings unknown',
          'csv unlike the world',
          'html unlike the world',
          'memory',
          'page',
          'CPU',
          'time',
        ],
      );
    });
});
