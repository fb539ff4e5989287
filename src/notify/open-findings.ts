import { countNameOf } from '../findings/count.js';
import type { RuleName } from '../model/catalog.js';
import type { Finding, ReportedSecret, SecretReport } from '../model/secret-report.js';
import { targetKey, type Target } from '../model/target.js';

/** A secret that is non-compliant under a rule, and nobody agreed to it. */
export interface OpenFinding extends Target {
  readonly rule: RuleName;
  readonly arn: string;
  readonly name: string;
  /** AWS calls it non-compliant although it is not, as far as is known. */
  readonly falsePositive: boolean;
}

/** The same finding has the same key in every report. */
export function findingKey({ rule, arn }: Pick<OpenFinding, 'rule' | 'arn'>): string {
  return `${rule} ${arn}`;
}

export function openFindings(report: SecretReport): readonly OpenFinding[] {
  return report.secrets.flatMap((secret) =>
    secret.findings
      .filter((finding) => countNameOf(finding) === 'nonCompliant')
      .map((finding) => toOpen(secret, finding)),
  );
}

function toOpen({ accountId, region, arn, name }: ReportedSecret, finding: Finding): OpenFinding {
  const { rule, falsePositive } = finding;
  return { accountId, region, arn, name, rule, falsePositive: falsePositive !== undefined };
}

/** What became of a finding that was open. */
export type Fate =
  | 'open'
  /** Nobody can say now, so it stays what it was. */
  | 'unknown'
  | 'compliant'
  | 'not applicable'
  | 'excepted'
  | 'deleted'
  | 'not covered';

/** Tells what became of earlier findings. */
export function fates(report: SecretReport): (earlier: Pick<OpenFinding, 'rule' | 'arn'> & Target) => Fate {
  const secrets = new Map(report.secrets.map((secret) => [secret.arn, secret]));
  const deleted = new Set(report.deleted.map(({ arn }) => arn));
  const invisible = new Set(report.invisible.map(targetKey));
  const covered = new Set(report.coverage.map(targetKey));
  return ({ rule, arn, accountId, region }) => {
    const finding = secrets.get(arn)?.findings.find((one) => one.rule === rule);
    if (finding !== undefined) return fateOf(finding);
    if (deleted.has(arn)) return 'deleted';
    // Nobody looks there any more: a secret that is not seen may well be there.
    if (!covered.has(targetKey({ accountId, region })) || !report.rules.includes(rule)) return 'not covered';
    if (invisible.has(targetKey({ accountId, region }))) return 'unknown';
    // The place is seen, and the secret is not in it.
    return secrets.has(arn) ? 'not applicable' : 'deleted';
  };
}

function fateOf(finding: Finding): Fate {
  switch (countNameOf(finding)) {
    case 'nonCompliant':
      return 'open';
    case 'excepted':
      return 'excepted';
    case 'compliant':
      return 'compliant';
    case 'notApplicable':
      return 'not applicable';
    case 'notSupported':
      return 'not covered';
    case 'pending':
    case 'notVisible':
      return 'unknown';
  }
}
