import { stringify } from 'csv-stringify/sync';
import { daysAtLeast } from '../../findings/age.js';
import type { Finding, ReportedSecret } from '../../model/secret-report.js';
import type { Target } from '../../model/target.js';
import type { ReportView } from '../types.js';
import { keyText, rotationText } from '../../model/secret-words.js';
import { accessText, exceptionText } from './words.js';

const rowsAtOnce = 1000;

type Row = Readonly<Record<string, string>>;

/**
 * A row for each secret, with the rules as columns; then deleted secrets, places that are not visible or not up to date, and
 * accounts that are not covered, which have no findings. What a spreadsheet would take for a formula is kept from being one:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function* csvPieces(view: ReportView): Generator<string> {
  const columns = columnsOf(view);
  const options = { columns: [...columns], escape_formulas: true };
  yield stringify([], { ...options, header: true });
  let rows: Row[] = [];
  for (const row of rowsOf(view)) {
    rows.push(row);
    if (rows.length < rowsAtOnce) continue;
    yield stringify(rows, options);
    rows = [];
  }
  yield stringify(rows, options);
}

function columnsOf({ report: { rules, tagKeys } }: ReportView): readonly string[] {
  return [
    'record',
    'account',
    'account name',
    'organizational unit',
    'Region',
    'name',
    'ARN',
    'owner',
    ...tagKeys.map(tagColumn),
    'key',
    'key id',
    'rotation',
    'rotation function',
    'last rotated',
    'next rotation',
    'last accessed',
    'note',
    ...rules.flatMap((rule) => [
      rule,
      `${rule} recorded`,
      `${rule} days at least`,
      `${rule} reason`,
      `${rule} exception`,
    ]),
  ];
}

function tagColumn(key: string): string {
  return `tag ${key}`;
}

function* rowsOf(view: ReportView): Generator<Row> {
  const { report } = view;
  const accounts = new Map(report.accounts.map((account) => [account.id, account]));
  const placed = (record: string, { accountId, region }: Target): Row => ({
    record,
    account: accountId,
    'account name': accounts.get(accountId)?.name ?? '',
    'organizational unit': accounts.get(accountId)?.unit ?? '',
    Region: region,
  });
  for (const secret of report.secrets)
    yield { ...placed('secret', secret), ...secretCells(secret, report.generatedAt) };
  for (const secret of report.deleted)
    yield { ...placed('deleted', secret), name: secret.name, ARN: secret.arn };
  for (const target of report.invisible) yield { ...placed('not visible', target), note: target.reason };
  for (const target of report.outdated) yield { ...placed('not up to date', target), note: target.reason };
  for (const { accountId, region, reason, source } of report.uncovered)
    yield {
      ...placed('not covered', { accountId: accountId ?? '', region: region ?? '' }),
      note: `${reason} (${source})`,
    };
}

function secretCells(secret: ReportedSecret, generatedAt: string): Row {
  const { findings, key, rotation, tags } = secret;
  return {
    name: secret.name,
    ARN: secret.arn,
    owner: secret.owner ?? '',
    ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [tagColumn(name), value])),
    key: keyText(key),
    'key id': 'id' in key ? key.id : '',
    rotation: rotationText(rotation),
    'rotation function': rotation.functionArn ?? '',
    'last rotated': accessText(secret, 'lastRotated'),
    'next rotation': accessText(secret, 'nextRotation'),
    'last accessed': accessText(secret, 'lastAccessed'),
    note: secret.recorded ? '' : 'results without a recorded configuration',
    ...Object.fromEntries(findings.flatMap((finding) => Object.entries(findingCells(finding, generatedAt)))),
  };
}

function findingCells(finding: Finding, generatedAt: string): Row {
  const { exception, reason, recordedAt, rule, state } = finding;
  return {
    [rule]: state,
    [`${rule} recorded`]: recordedAt ?? '',
    [`${rule} days at least`]: String(daysAtLeast(finding, generatedAt) ?? ''),
    [`${rule} reason`]: reason ?? '',
    [`${rule} exception`]: exception === undefined ? '' : exceptionText(exception),
  };
}
