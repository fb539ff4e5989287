import type { RuleName } from '../model/catalog.js';
import type { SecretException, SecretReport } from '../model/secret-report.js';
import { countNameOf, findingsIn } from './count.js';

/** What `--fail-on` can name. */
export type FailOn = RuleName | 'any' | 'unknown';

/** Why a report fails; it does not where all of this is empty. */
export interface GateResult {
  /** Non-compliant findings that were not agreed to, by rule, of the rules that were named. */
  readonly nonCompliant: readonly { readonly rule: RuleName; readonly findings: number }[];
  /** Findings that are pending or not visible, and places of which nothing is visible; counted where `unknown` is named. */
  readonly unknown: number;
  /** Exceptions past their last day: they fail every report until somebody renews or removes them. */
  readonly expired: readonly SecretException[];
}

export function gateOf(report: SecretReport, failOn: readonly FailOn[]): GateResult {
  const byRule = new Map<RuleName, number>();
  let unknown = report.invisible.length;
  for (const finding of findingsIn(report)) {
    const name = countNameOf(finding);
    if (name === 'nonCompliant') byRule.set(finding.rule, (byRule.get(finding.rule) ?? 0) + 1);
    if (name === 'pending' || name === 'notVisible') unknown += 1;
  }
  const named = (rule: RuleName) => failOn.includes('any') || failOn.includes(rule);
  return {
    nonCompliant: [...byRule].filter(([rule]) => named(rule)).map(([rule, findings]) => ({ rule, findings })),
    unknown: failOn.includes('unknown') ? unknown : 0,
    expired: report.exceptions.filter(({ expired }) => expired),
  };
}
