import { expect } from 'chai';
import { isMet } from '../../bench/figures.js';
import { measuredScript } from '../../bench/measure-apart.js';
import type { MeasuredReport } from '../../bench/measure-report.js';
import { reportFigures } from '../../bench/report-figures.js';

const size = { accounts: 8, regions: 1, secrets: 64 };

describe('the bench of reports, on 64 secrets in 8 accounts', function () {
  this.timeout(180_000);

  for (const recorded of [true, false])
    it(`makes the fewest calls, and loses nothing, with results ${recorded ? 'recorded' : 'asked rule by rule'}`, async () => {
      const { result } = await measuredScript<MeasuredReport>(
        import.meta.resolve('../../bench/measure-report-one.ts'),
        { size, recorded },
      );
      expect(result.calls).to.equal(result.bound);
      expect(result.secrets).to.equal(64);
      const missed = (changes: Partial<MeasuredReport>) =>
        reportFigures({ ...result, ...changes }, size)
          .filter((figure) => !isMet(figure))
          .map(({ name }) => name.split(': ')[1]);
      expect(missed({})).to.deep.equal([]);
      expect(missed({ calls: result.bound + 1, secrets: 63, unknown: 1 })).to.deep.equal([
        'calls',
        'secrets lost',
        'findings unknown',
      ]);
    });
});
