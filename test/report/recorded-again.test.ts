import { expect } from 'chai';
import { noFilters } from '../../src/findings/filter.js';
import type { Finding } from '../../src/model/secret-report.js';
import { report } from '../../src/app/report.js';
import { daysAtLeast } from '../../src/findings/age.js';
import type { ReportView } from '../../src/report/types.js';
import { renderReport } from '../../src/report/secrets/render-report.js';
import { createStyle } from '../../src/report/text/style.js';
import { startWorld } from '../support/in-process.js';

const hour = 3_600_000;
const periodic = 'secretsmanager-secret-unused';

const day = 24 * hour;

describe('a finding that stays while its periodic rule runs again', function () {
  this.timeout(120_000);

  /** The same world five days apart: its open findings of the rule then and now, and the report now. */
  async function fiveDays(orgYaml: string) {
    const world = await startWorld('secrets');
    try {
      world.editOrg((text) => `${text}${orgYaml}`);
      expect((await world.apply()).outcome.outcome).to.equal('done');
      await world.simulator.clock.sleep(hour);
      const seen = () => world.with((run) => report(run, everything));
      const first = open(await seen());
      await world.simulator.clock.sleep(5 * day);
      const later = await seen();
      const stayed = [...open(later)].filter(([arn]) => first.has(arn));
      expect(stayed).not.to.deep.equal([]);
      return { first, later, stayed };
    } finally {
      await world.stop();
    }
  }

  it('is told with the age that it has at the least, since its result is recorded anew after it began', async () => {
    const { first, later, stayed } = await fiveDays('');
    for (const [arn, { recordedAt = '' }] of stayed)
      expect(Date.parse(recordedAt) - Date.parse(first.get(arn)?.recordedAt ?? '')).to.be.at.least(day);
    const text = renderReport(later, createStyle({ width: 200, color: false }));
    expect(text).to.match(/unused \((recorded today|for at least 1 day)[,)]/);
  });

  it('is told with its whole age where recorders record results, which do so when a result changes', async () => {
    const { later, stayed } = await fiveDays(
      "recorder: { resourceTypes: ['AWS::SecretsManager::Secret', 'AWS::Config::ResourceCompliance'] }\n",
    );
    const ages = stayed.map(([, finding]) => daysAtLeast(finding, later.report.generatedAt));
    expect(new Set(ages)).to.deep.equal(new Set([5]));
  });
});

const everything = { filters: noFilters, groupBy: undefined, failOn: [], deep: false } as const;

function open({ report: { secrets } }: ReportView): ReadonlyMap<string, Finding> {
  return new Map(
    secrets.flatMap(({ arn, findings }) =>
      findings
        .filter(({ rule, state }) => rule === periodic && state === 'non-compliant')
        .map((one): [string, Finding] => [arn, one]),
    ),
  );
}
