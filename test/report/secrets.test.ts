import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { countFindings, countNameOf, findingsIn, type Counts } from '../../src/findings/count.js';
import type { SecretReport } from '../../src/model/secret-report.js';
import { reportSummary, summaryFileName, trendPoint } from '../../src/report/json/report-summary.js';
import type { ReportFormat } from '../../src/report/secrets/format-names.js';
import { formatPieces } from '../../src/report/secrets/formats.js';
import { renderReport } from '../../src/report/secrets/render-report.js';
import { percent } from '../../src/report/secrets/words.js';
import { createStyle } from '../../src/report/text/style.js';
import { largeReport, reportView, richReport } from './secrets-sample.js';

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
    readonly exception?: number;
  }[];
}
interface Document {
  readonly secrets: readonly JsonSecret[];
  readonly summary: { readonly counts: Counts };
  readonly exceptions: readonly { readonly expired: boolean; readonly findings: number }[];
}

const states = (report: SecretReport) => {
  const counts: Record<string, number> = {};
  for (const { state } of findingsIn(report)) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

describe('a report as JSON', () => {
  const document = JSON.parse(textOf('json')) as Document;

  it('is of the committed schema, also where it is empty or narrowed', () => {
    const file = new URL('../../config/schemas/report.schema.json', import.meta.url);
    const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')) as object);
    const empty = { ...richReport(), secrets: [], exceptions: [], invisible: [] };
    const views = [
      reportView(),
      reportView(empty),
      reportView(richReport(), { groupBy: 'tag:team', filtered: true }),
    ];
    for (const view of views)
      expect(validate(JSON.parse(textOf('json', view))), JSON.stringify(validate.errors)).to.equal(true);
  });

  it('counts as the report does, and its findings add up to its counts', () => {
    expect(document.summary.counts).to.deep.equal(countFindings(findingsIn(richReport())));
    const seen: Record<string, number> = {};
    for (const { findings } of document.secrets)
      for (const { state } of findings) seen[state] = (seen[state] ?? 0) + 1;
    expect(seen).to.deep.equal(states(richReport()));
  });

  it('names the exception of a finding by its place', () => {
    const of = (name: string) =>
      document.secrets
        .find((secret) => secret.name === name)
        ?.findings.flatMap(({ exception }) => exception ?? []);
    expect(of('agreed')).to.deep.equal([0]);
    expect(of('late')).to.deep.equal([1]);
    expect(document.exceptions.map(({ expired, findings }) => [expired, findings])).to.deep.equal([
      [false, 1],
      [true, 1],
    ]);
  });

  it('has a line for each secret', () => {
    const lines = textOf('json')
      .split('\n')
      .filter((line) => line.startsWith('    {"accountId"'));
    expect(lines).to.have.length(richReport().secrets.length);
  });
});

const left = { accountId: '222222222222', reason: 'belongs to others', source: 'org.yaml accounts.exclude' };

describe('a report as CSV', () => {
  const rows = parse<Record<string, string>>(textOf('csv'), { columns: true });

  it('reads back as it was, row by row, whatever is in it', () => {
    expect(rows.filter(({ record }) => record === 'secret')).to.have.length(richReport().secrets.length);
    const evil = rows.find(({ name }) => name?.includes('cmd'))!;
    expect(evil['secretsmanager-using-cmk reason']).to.equal('a, "b"\nc');
    expect(evil['organizational unit']).to.equal('/Workloads/Prod');
    expect(evil['last rotated']).to.equal('unknown: AccessDenied: no');
  });

  it('holds no cell that a spreadsheet takes for a formula', () => {
    const evil = rows.find(({ name }) => name?.includes('cmd'))!;
    expect(evil['name']).to.equal("'=cmd|calc");
    expect(evil['tag team']).to.equal("'@everyone");
    for (const row of rows)
      for (const [column, cell] of Object.entries(row)) expect(cell, column).to.not.match(/^[=+\-@\t\r]/);
  });

  it('counts as the report does', () => {
    const seen: Record<string, number> = {};
    for (const row of rows.filter(({ record }) => record === 'secret'))
      for (const rule of richReport().rules) seen[row[rule]!] = (seen[row[rule]!] ?? 0) + 1;
    expect(seen).to.deep.equal(states(richReport()));
  });

  it('shows deleted secrets and places that are not visible, apart', () => {
    const of = (record: string) => rows.filter((row) => row['record'] === record);
    expect(of('deleted').map(({ name }) => name)).to.deep.equal(['gone']);
    expect(of('not visible').map(({ Region, note }) => [Region, note])).to.deep.equal([
      ['us-east-1', 'AWS Config could not collect from there: no'],
    ]);
    const outdated = of('not up to date').map(({ account, Region }) => `${account}/${Region}`);
    expect(outdated).to.deep.equal(
      richReport().outdated.map(({ accountId, region }) => `${accountId}/${region}`),
    );
    expect(outdated).not.to.deep.equal([]);
  });

  it('shows accounts that are not covered, with reason and source', () => {
    const text = textOf('csv', reportView({ ...richReport(), uncovered: [left] }));
    const own = parse<Record<string, string>>(text, { columns: true }).filter(
      ({ record }) => record === 'not covered',
    );
    expect(own.map(({ account, Region, note }) => [account, Region, note])).to.deep.equal([
      [left.accountId, '', 'belongs to others (org.yaml accounts.exclude)'],
    ]);
  });
});

describe('a report as OCSF Compliance Findings', () => {
  const events = textOf('ocsf')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('is of the published schema, finding by finding', () => {
    const file = new URL('./ocsf/compliance-finding-1.6.0.schema.json', import.meta.url);
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')) as object);
    for (const event of events)
      expect(validate(event), JSON.stringify([validate.errors, event])).to.equal(true);
    expect(validate({ ...events[0], invented: 1 }), 'the judge lets anything pass').to.equal(false);
  });

  it('has one event for each finding, with a uid of its own that is the same next time', () => {
    expect(events).to.have.length([...findingsIn(richReport())].length);
    const uids = events.map(({ finding_info: info }) => (info as { uid: string }).uid);
    expect(new Set(uids).size).to.equal(uids.length);
    const later = { ...richReport(), generatedAt: '2027-01-01T00:00:00.000Z' };
    const again = textOf('ocsf', reportView(later)).trimEnd().split('\n');
    expect(
      again.map((line) => (JSON.parse(line) as { finding_info: { uid: string } }).finding_info.uid),
    ).to.deep.equal(uids);
  });

  it('fails what is non-compliant, suppresses what is agreed to, and passes nothing that is unknown', () => {
    const seen = events.map(({ compliance, status }) => {
      const { status: verdict, status_code: state } = compliance as { status: string; status_code: string };
      return `${state}: ${verdict}, ${status as string}`;
    });
    const tally: Record<string, number> = {};
    for (const one of seen) tally[one] = (tally[one] ?? 0) + 1;
    const counts = countFindings(findingsIn(richReport()));
    expect(tally).to.deep.equal({
      'compliant: Pass, New': counts.compliant,
      'non-compliant: Fail, New': counts.nonCompliant,
      'non-compliant: Fail, Suppressed': counts.excepted,
      'pending: Warning, New': counts.pending,
      'not-visible: Warning, New': counts.notVisible,
      'not-applicable: Not applicable, New': counts.notApplicable,
    });
  });
});

describe('a report as Markdown', () => {
  it('says the counts of each rule, the worst, what is not visible and what has expired', () => {
    const text = textOf('markdown');
    expect(text).to.contain('| `secretsmanager-using-cmk` | 1 | 2 (1 false positive) | 1 |');
    expect(text).to.contain('### Non-compliant (4)');
    expect(text).to.contain('### Expired exceptions\n\n- `late`: `expired 2026-11-01 (Bob): was kept`');
    expect(text).to.contain('- 333333333333, us-east-1: `AWS Config could not collect from there: no`');
  });

  it('names accounts that are not covered, with reason and source, and counts what it leaves out', () => {
    const text = textOf('markdown', reportView({ ...richReport(), uncovered: [left] }));
    expect(text).to.match(
      /### Not covered \(1\)\n\n- 222222222222 `.+`: `belongs to others \(org\.yaml accounts\.exclude\)`/,
    );
    const none = { ...richReport(), uncovered: [] };
    expect(textOf('markdown', reportView(none))).not.to.contain('Not covered');
    const many = { ...richReport(), uncovered: Array.from({ length: 31 }, () => left) };
    expect(textOf('markdown', reportView(many))).to.contain('- and 1 more place');
  });

  it('lets nothing out of its cell, and calls nobody', () => {
    const text = textOf('markdown');
    expect(text).to.contain("`Bob \\| <b>'x'`");
    expect(text).to.contain('`=cmd\\|calc`');
    const table = text.split('\n').filter((line) => line.startsWith('| `') && line.includes('eu-west-1'));
    for (const line of table) expect(line.split(/(?<!\\)\|/), line).to.have.length(11);
  });

  it('groups where it is asked to', () => {
    const text = textOf('markdown', reportView(richReport(), { groupBy: 'owner' }));
    expect(text).to.contain('### By owner').and.to.contain('| (none) |');
  });

  it('counts by rule once, as on a terminal, where it is asked to group by it', () => {
    const view = reportView(richReport(), { groupBy: 'rule' });
    expect(textOf('markdown', view)).not.to.match(/by rule/i);
    const text = renderReport(view, createStyle({ width: 80, color: false }));
    expect(text.match(/by rule/gi)).to.have.length(1);
  });

  it('stays small enough for a comment, and counts what it leaves out', () => {
    const text = textOf('markdown', reportView(largeReport(5000)));
    expect(text.length).to.be.lessThan(65_536).and.greaterThan(50_000);
    const rows = text.split('\n').filter((line) => line.startsWith('| `secret-')).length;
    expect(text).to.contain(`and ${(5000 - rows).toLocaleString('en')} more secrets`);
  });
});

describe('the summary that a report leaves', () => {
  it('is of the committed schema, and reads back as a point of the trend', () => {
    const file = new URL('../../config/schemas/report-summary.schema.json', import.meta.url);
    const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')) as object);
    const text = reportSummary(richReport());
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).to.equal(true);
    expect(trendPoint(text, 'x.json', 'o-example1234')).to.deep.equal({
      at: '2026-11-27T12:00:00.000Z',
      secrets: richReport().secrets.length,
      counts: countFindings(findingsIn(richReport())),
    });
  });

  it('is none of another organization, and an error where it is broken', () => {
    expect(trendPoint(reportSummary(richReport()), 'x.json', 'o-other')).to.equal(undefined);
    expect(() => trendPoint('{', 'x.json', 'o-example1234')).to.throw(/x\.json is not the summary/);
  });

  it('has a name that sorts by time', () => {
    expect(summaryFileName(richReport())).to.equal('report-2026-11-27T12-00-00Z.summary.json');
  });
});

describe('the words of a report', () => {
  it('never round a share up to all, or down to nothing', () => {
    expect([1, 0.9999, 0.5, 0.0001, 0].map(percent)).to.deep.equal([
      '100.0 %',
      '99.9 %',
      '50.0 %',
      '0.1 %',
      '0.0 %',
    ]);
    expect(countNameOf({ rule: 'secretsmanager-using-cmk', state: 'pending' })).to.equal('pending');
  });
});
