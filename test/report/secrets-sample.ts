import { gateOf } from '../../src/findings/gate.js';
import type { SecretReport } from '../../src/model/secret-report.js';
import type { ReportView } from '../../src/report/types.js';
import { theCatalog } from '../catalog/the-catalog.js';
import {
  arnOf,
  hoursAgo,
  recordedSecret,
  reportOf,
  result,
  resultsOf,
  rotating,
  shop,
} from '../findings/material.js';

const cmk = 'secretsmanager-using-cmk';
const unused = 'secretsmanager-secret-unused';
const rotation = 'secretsmanager-rotation-enabled-check';
const audit = { accountId: '222222222222', region: 'eu-west-1' };

/** Every state but one, keys and rotations of each kind, names that are not harmless. */
export function richReport(): SecretReport {
  const fresh = { capturedAt: hoursAgo(1) };
  const sources = ['222222222222', '333333333333'].map((source) => ({
    source,
    region: 'eu-west-1',
    status: source === audit.accountId ? 'OUTDATED' : 'SUCCEEDED',
    error: undefined,
  }));
  const report = reportOf({
    sources,
    secrets: [
      recordedSecret('=cmd|calc', { ...fresh, tags: { team: '@everyone', boss: 'Ada' } }),
      recordedSecret('prod/db', { ...fresh, kmsKeyId: 'alias/mine', rotation: rotating() }),
      recordedSecret('agreed', { ...fresh, rotation: rotating({ occursAsScheduled: false }) }),
      recordedSecret('late', fresh),
      recordedSecret('gone', { deleted: true }),
      recordedSecret('theirs', {
        ...audit,
        ...fresh,
        kmsKeyId: 'arn:aws:kms:eu-west-1:999999999999:key/k',
        tags: { boss: 'Bob | <b>`x`' },
      }),
    ],
    results: resultsOf(
      result('=cmd|calc', cmk, 'NON_COMPLIANT', { annotation: 'a, "b"\nc', recordedAt: hoursAgo(240) }),
      result('=cmd|calc', rotation, 'NON_COMPLIANT', { recordedAt: hoursAgo(48) }),
      result('prod/db', cmk, 'COMPLIANT'),
      result('prod/db', rotation, 'COMPLIANT'),
      result('agreed', cmk, 'NON_COMPLIANT'),
      result('late', unused, 'NON_COMPLIANT'),
      result('theirs', cmk, 'NON_COMPLIANT', audit),
      result('lost', unused, 'NON_COMPLIANT'),
    ),
    accessOf: (_target, arn) =>
      arn === arnOf('prod/db')
        ? { lastRotated: hoursAgo(100), nextRotation: undefined, lastAccessed: '2026-11-20' }
        : { unknown: 'AccessDenied: no' },
    report: {
      tags: ['team'],
      ownerTag: 'boss',
      exceptions: [
        { secret: 'agreed', rules: [cmk], reason: 'moves soon', owner: 'Ada', expires: '2027-01-01' },
        { secret: 'late', rules: [unused], reason: 'was kept', owner: 'Bob', expires: '2026-11-01' },
      ],
    },
  });
  return {
    ...report,
    invisible: [{ ...shop, region: 'us-east-1', reason: 'AWS Config could not collect from there: no' }],
  };
}

export function reportView(report = richReport(), changes: Partial<ReportView> = {}): ReportView {
  return {
    report,
    filtered: false,
    groupBy: undefined,
    controls: theCatalog.controls,
    gate: gateOf(report, []),
    accountNames: new Map(report.accounts.map(({ id, name }) => [id, name])),
    calls: { total: 42, mutating: 0, byOperation: { 'config:SelectAggregateResourceConfig': 4 } },
    ...changes,
  };
}

/** A report with very many secrets, all of them non-compliant under every rule. */
export function largeReport(secrets: number): SecretReport {
  const [one] = reportOf({
    secrets: [recordedSecret('x')],
    results: resultsOf(result('x', cmk, 'NON_COMPLIANT')),
  }).secrets;
  return {
    ...richReport(),
    secrets: Array.from({ length: secrets }, (_, index) => ({ ...one!, name: `secret-${index}` })),
  };
}
