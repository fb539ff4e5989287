import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import type { ReportFormat } from '../../src/report/secrets/format-names.js';
import { formatPieces } from '../../src/report/secrets/formats.js';
import { renderReport } from '../../src/report/secrets/render-report.js';
import { createStyle } from '../../src/report/text/style.js';
import { digestBlocks } from '../../src/notify/digest-blocks.js';
import { makeDigest } from '../../src/notify/digest.js';
import { hoursAgo, recordedSecret, reportOf, result, resultsOf, rotating } from '../findings/material.js';
import { reportView } from './secrets-sample.js';

const cmk = 'secretsmanager-using-cmk';
const rotationSuccess = 'secretsmanager-scheduled-rotation-success-check';
const keyId = 'arn:aws:kms:eu-west-1:999999999999:key/1234';
const functionArn = 'arn:aws:lambda:eu-west-1:333333333333:function:rotate-db';

/** One secret of which every detail is out of the ordinary. */
const report = reportOf({
  secrets: [
    recordedSecret('orders', {
      kmsKeyId: keyId,
      capturedAt: hoursAgo(1),
      rotation: rotating({ functionArn, occursAsScheduled: false }),
    }),
  ],
  results: resultsOf(
    result('orders', cmk, 'NON_COMPLIANT', { recordedAt: hoursAgo(240) }),
    result('orders', rotationSuccess, 'NON_COMPLIANT'),
  ),
  accessOf: () => ({ lastRotated: undefined, nextRotation: undefined, lastAccessed: undefined }),
  report: {
    exceptions: [
      {
        secret: 'orders',
        rules: [rotationSuccess],
        reason: 'moves soon',
        owner: 'Ada',
        expires: '2027-01-01',
      },
    ],
  },
});
const agreed = 'agreed until 2027-01-01 (Ada): moves soon';
const key = { kind: 'another-account', id: keyId, accountId: '999999999999' };
const rotation = { enabled: true, schedule: 'every 30 days', functionArn, occursAsScheduled: false };
const access = { lastRotated: null, nextRotation: null, lastAccessed: null };

const textOf = (format: ReportFormat) =>
  [
    ...formatPieces(format, reportView(report), () => {
      throw new Error('no page is asked for');
    }),
  ].join('');

describe('key, rotation, exception and doubt of a secret', () => {
  it('are told to people on a terminal', () => {
    const text = renderReport(reportView(report), createStyle({ width: 200, color: false }));
    expect(text).to.contain('using-cmk (for at least 10 days, known false positive)');
    expect(text).to.contain(
      ' · key of account 999999999999 · rotation every 30 days, not as scheduled · last rotated none known · last accessed none known',
    );
    expect(text).to.contain(`orders, scheduled-rotation-success-check: 1 finding\n`).and.to.contain(agreed);
  });

  it('are told in the Markdown', () => {
    const [line] = textOf('markdown')
      .split('\n')
      .filter((each) => each.startsWith('| `orders` |'));
    expect(line).to.equal(
      '| `orders` | 333333333333 `shop` | `/Workloads/Prod` | eu-west-1 |  |  | of account 999999999999 | `every 30 days, not as scheduled` | using-cmk (for at least 10 days, known false positive) |',
    );
  });

  it('are cells of the CSV', () => {
    const [row] = parse<Record<string, string>>(textOf('csv'), { columns: true });
    expect(row).to.include({
      key: 'of account 999999999999',
      'key id': keyId,
      rotation: 'every 30 days, not as scheduled',
      'rotation function': functionArn,
      'last rotated': 'none known',
      'next rotation': 'none',
      'last accessed': 'none known',
      [`${rotationSuccess} exception`]: agreed,
      [`${cmk} exception`]: '',
    });
  });

  it('are members of the JSON', () => {
    const { exceptions, secrets } = JSON.parse(textOf('json')) as {
      readonly exceptions: readonly unknown[];
      readonly secrets: readonly { readonly findings: readonly Readonly<Record<string, unknown>>[] }[];
    };
    expect(secrets[0]).to.deep.include({ key, rotation, access });
    const of = (rule: string) => secrets[0]?.findings.find((each) => each['rule'] === rule);
    expect(of(cmk))
      .to.include({ falsePositive: 'key-of-another-account' })
      .and.not.have.property('exception');
    expect(of(rotationSuccess)).to.include({ exception: 0 });
    expect(exceptions).to.have.length(1);
  });

  it('are members of the OCSF, with the controls that ask for it', () => {
    const events = textOf('ocsf')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<'compliance' | 'finding_info', object>>);
    for (const event of events)
      expect(event).to.have.nested.property('resources[0].data').that.deep.equals({ key, rotation, access });
    const of = (rule: string) =>
      events.find((event) => JSON.stringify(event).includes(`"types":["${rule}"]`));
    expect(of(rotationSuccess)?.compliance).to.deep.equal({
      control: 'SecretsManager.2',
      standards: ['AWS Security Hub', 'NIST SP 800-53 Rev. 5', 'PCI DSS v4.0.1'],
      requirements: [
        'AWS Security Hub SecretsManager.2',
        'NIST SP 800-53 Rev. 5 AC-2(1)',
        'NIST SP 800-53 Rev. 5 AC-3(15)',
        'PCI DSS v4.0.1 8.3.9',
        'PCI DSS v4.0.1 8.6.3',
      ],
      status_id: 3,
      status: 'Fail',
      status_code: 'non-compliant',
      status_details: ['non-compliant', 'for at least 1 day', agreed],
    });
    expect(of(cmk)?.compliance).to.deep.include({
      control: cmk,
      status_details: [
        'non-compliant',
        'for at least 10 days',
        'known false positive: the key belongs to account 999999999999, which the rule can’t see',
      ],
    });
  });

  it('of today are seen today in the OCSF, whenever they were recorded', () => {
    const [line] = textOf('ocsf')
      .split('\n')
      .filter((each) => each.includes(`"types":["${cmk}"]`));
    const { finding_info: info } = JSON.parse(line!) as Readonly<Record<'finding_info', object>>;
    expect(info).to.include({
      last_seen_time: Date.parse(report.generatedAt),
      modified_time: Date.parse(hoursAgo(240)),
    });
  });

  it('are what a digest says: the doubt', () => {
    const lines = digestBlocks(makeDigest(report, undefined), report.accounts).flatMap(
      ({ lines: own }) => own,
    );
    expect(lines.map(({ text }) => text)).to.deep.equal([
      '- 333333333333 (shop), eu-west-1: orders (under a key of another account, which the rule takes for none)',
    ]);
  });
});
