import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import type { ReportFormat } from '../../src/report/secrets/format-names.js';
import { formatPieces } from '../../src/report/secrets/formats.js';
import { renderReport } from '../../src/report/secrets/render-report.js';
import { createStyle } from '../../src/report/text/style.js';
import type { ReportView } from '../../src/report/types.js';
import { desiredWithRules, hoursAgo, recordedSecret, reportOf } from '../findings/material.js';
import { reportView, richReport } from './secrets-sample.js';

const noPage = () => {
  throw new Error('no page is asked for');
};
const textOf = (format: ReportFormat, view = reportView()) =>
  [...formatPieces(format, view, noPage)].join('');

interface JsonSecret {
  readonly name: string;
  readonly findings: readonly {
    readonly rule: string;
    readonly state: string;
    readonly recordedAt?: string;
  }[];
}
interface Document {
  readonly secrets: readonly JsonSecret[];
}

describe('what a secret belongs to', () => {
  it('is told in each format: account with name and unit, Region, owner, tags', () => {
    const { secrets, accounts } = richReport();
    const one = secrets.find(({ name }) => name === '=cmd|calc')!;
    const { unit, name } = accounts.find(({ id }) => id === one.accountId)!;
    expect([unit, one.owner, one.tags]).to.deep.equal(['/Workloads/Prod', 'Ada', { team: '@everyone' }]);
    const text = renderReport(reportView(), createStyle({ width: 200, color: false }));
    expect(text).to.contain(
      `${one.accountId} (${name}), ${unit}, ${one.region} · owner Ada · team=@everyone`,
    );
    const [line] = textOf('markdown')
      .split('\n')
      .filter((each) => each.includes('calc'));
    for (const part of [one.accountId, name, unit, one.region, 'Ada', 'team=@everyone'])
      expect(line).to.contain(part);
    for (const format of ['csv', 'ocsf'] as const)
      for (const part of [one.accountId, name, unit, one.region, 'Ada', '@everyone'])
        expect(textOf(format), format).to.contain(part);
    const json = JSON.parse(textOf('json')) as Record<'accounts' | 'secrets', readonly unknown[]>;
    expect(json.accounts).to.deep.include({ id: one.accountId, name, unit });
    expect(json.secrets.find((each) => (each as JsonSecret).name === one.name)).to.deep.include({
      owner: 'Ada',
      tags: { team: '@everyone' },
    });
  });
});

describe('what AWS Config does not record', () => {
  const access = 'not-read' as const;
  const secrets = richReport().secrets.map((secret) => ({ ...secret, access }));
  const view = reportView({ ...richReport(), secrets });
  const said = 'Last and next rotation, and last access: not recorded by AWS Config; --deep reads them.';
  const textFor = (shown: ReportView) =>
    renderReport(shown, createStyle({ width: 80, color: false })).replaceAll(/\s+/g, ' ');

  it('is said not to be recorded, unless somebody asked for it', () => {
    expect(textFor(view)).to.contain(said);
    expect(textFor(reportView())).not.to.contain(said);
    const [row] = parse<Record<string, string>>(textOf('csv', view), { columns: true });
    for (const column of ['last rotated', 'next rotation', 'last accessed'])
      expect(row?.[column], column).to.equal('not recorded by Config');
  });
});

describe('a rule that is not in the Region', () => {
  const unused = 'secretsmanager-secret-unused';
  const exclusion = { region: 'eu-west-1', rule: unused, reason: 'turned off', source: 'org.yaml rules' };
  const { rulesByRegion } = desiredWithRules();
  const desired = desiredWithRules({
    exclusions: [exclusion],
    rulesByRegion: new Map(
      [...rulesByRegion].map(([region, rules]) => [region, rules.filter(({ name }) => name !== unused)]),
    ),
  });
  const view = reportView(reportOf({ desired, secrets: [recordedSecret('db')] }));

  it('is not supported here in every format, with the reason, and counts neither as compliant nor as unknown', () => {
    const [row] = parse<Record<string, string>>(textOf('csv', view), { columns: true });
    expect(row?.[unused]).to.equal('not-supported');
    expect(row?.[`${unused} reason`]).to.equal('turned off (org.yaml rules)');
    const { secrets } = JSON.parse(textOf('json', view)) as Document;
    expect(secrets[0]?.findings.find(({ rule }) => rule === unused)).to.deep.include({
      state: 'not-supported',
    });
    const event = textOf('ocsf', view)
      .split('\n')
      .find((line) => line.includes(`"types":["${unused}"]`));
    expect(event).to.contain('"status":"Not supported"').and.to.contain('turned off (org.yaml rules)');
    expect(textOf('markdown', view)).to.match(
      /\| `secretsmanager-secret-unused` \| 0 \| 0 \| 0 \| 0 \| 1 \|/,
    );
    const text = renderReport(view, createStyle({ width: 80, color: false }));
    expect(text).to.match(/\n {2}unused +0 +0 +0 +0 +1\n/);
  });
});

describe('the age of a finding, for at least ten days', () => {
  const name = '=cmd|calc';
  const cmk = 'secretsmanager-using-cmk';

  it('is told to people', () => {
    expect(textOf('markdown')).to.contain('using-cmk (for at least 10 days)');
    const text = renderReport(reportView(), createStyle({ width: 200, color: false }));
    expect(text).to.contain('using-cmk (for at least 10 days)');
    expect(text).to.contain('rotation-enabled-check (for at least 2 days)');
  });

  it('is told once where all findings of a secret share it', () => {
    const report = richReport();
    const secrets = report.secrets
      .filter((one) => one.name === name)
      .map((one) => ({
        ...one,
        findings: one.findings.map((each) => ({ ...each, recordedAt: hoursAgo(72) })),
      }));
    const text = textOf('markdown', reportView({ ...report, secrets }));
    expect(text).to.contain('rotation-enabled-check, using-cmk, all for at least 3 days');
  });

  it('is a column of the CSV, and empty where there is no finding', () => {
    const rows = parse<Record<string, string>>(textOf('csv'), { columns: true });
    const age = (secret: string) => rows.find((row) => row['name'] === secret)?.[`${cmk} days at least`];
    expect(age(`'${name}`)).to.equal('10');
    expect(age('prod/db')).to.equal('');
  });

  it('is a time in the JSON, and stands among the details of the OCSF', () => {
    const { secrets } = JSON.parse(textOf('json')) as Document;
    const found = secrets.find((one) => one.name === name)?.findings.find(({ rule }) => rule === cmk);
    expect(found?.recordedAt).to.equal(hoursAgo(240));
    const event = textOf('ocsf')
      .split('\n')
      .find((line) => line.includes(`${cmk}: ${name}`));
    expect(event).to.contain('"status_details":["non-compliant","for at least 10 days"');
  });
});
