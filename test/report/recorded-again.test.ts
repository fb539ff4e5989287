import { expect } from 'chai';
import { noFilters } from '../../src/findings/filter.js';
import type { Finding } from '../../src/model/secret-report.js';
import { report } from '../../src/app/report.js';
import { renderReport } from '../../src/report/secrets/render-report.js';
import { createStyle } from '../../src/report/text/style.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const hour = 3_600_000;
const periodic = 'secretsmanager-secret-unused';

describe('a finding that stays while its periodic rule runs again', function () {
  this.timeout(120_000);
  let world: InProcess;

  before(async () => {
    world = await startWorld('secrets');
    expect((await world.apply()).outcome.outcome).to.equal('done');
    await world.simulator.clock.sleep(hour);
  });
  after(() => world.stop());

  const seen = () =>
    world.with((run) => report(run, { filters: noFilters, groupBy: undefined, failOn: [], deep: false }));
  const open = ({ report: { secrets } }: Awaited<ReturnType<typeof seen>>) =>
    new Map(
      secrets.flatMap(({ arn, findings }) =>
        findings
          .filter(({ rule, state }) => rule === periodic && state === 'non-compliant')
          .map((one): [string, Finding] => [arn, one]),
      ),
    );

  it('is told with the age that it has at the least, since its result is recorded anew after it began', async () => {
    const first = open(await seen());
    await world.simulator.clock.sleep(5 * 24 * hour);
    const later = await seen();
    const stayed = [...open(later)].filter(([arn]) => first.has(arn));
    expect(stayed).not.to.deep.equal([]);
    for (const [arn, { recordedAt = '' }] of stayed)
      expect(Date.parse(recordedAt) - Date.parse(first.get(arn)?.recordedAt ?? '')).to.be.at.least(24 * hour);
    const text = renderReport(later, createStyle({ width: 200, color: false }));
    expect(text).to.match(/unused \((recorded today|for at least 1 day)[,)]/);
  });
});
