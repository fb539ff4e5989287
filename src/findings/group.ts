import type { Finding, ReportedSecret, SecretReport } from '../model/secret-report.js';
import { compareText } from '../model/target.js';
import { countFindings, unknownIn, type Counts } from './count.js';
import { tagValue } from './tag-value.js';

/** What findings can be grouped by; `tag:KEY` is the value of a tag that the org.yaml names. */
export type GroupKey = 'account' | 'unit' | 'region' | 'rule' | 'state' | 'owner' | `tag:${string}`;

export interface Group {
  /** An account is named by its id. Empty: the secret has no such tag, or no owner. */
  readonly name: string;
  readonly secrets: number;
  readonly counts: Counts;
}

/** Groups with their counts, the worst first: most non-compliant, then most unknown, then by name. */
export function groupFindings(report: SecretReport, key: GroupKey): readonly Group[] {
  const units = new Map(report.accounts.map(({ id, unit }) => [id, unit]));
  const nameOf = (secret: ReportedSecret, finding: Finding): string => {
    switch (key) {
      case 'account':
        return secret.accountId;
      case 'unit':
        return units.get(secret.accountId) ?? '';
      case 'region':
        return secret.region;
      case 'rule':
        return finding.rule;
      case 'state':
        return finding.state;
      case 'owner':
        return secret.owner ?? '';
      default:
        return tagValue(secret, key.slice('tag:'.length)) ?? '';
    }
  };
  const groups = new Map<
    string,
    { secrets: number; last: ReportedSecret | undefined; findings: Finding[] }
  >();
  for (const secret of report.secrets)
    for (const finding of secret.findings) {
      const name = nameOf(secret, finding);
      const group = groups.get(name) ?? { secrets: 0, last: undefined, findings: [] };
      groups.set(name, group);
      // Secrets come one after the other, each with all its findings.
      if (group.last !== secret) group.secrets += 1;
      group.last = secret;
      group.findings.push(finding);
    }
  return [...groups]
    .map(([name, { secrets, findings }]) => ({ name, secrets, counts: countFindings(findings) }))
    .toSorted(
      (a, b) =>
        b.counts.nonCompliant - a.counts.nonCompliant ||
        unknownIn(b.counts) - unknownIn(a.counts) ||
        compareText(a.name, b.name),
    );
}
