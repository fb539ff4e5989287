import type { RuleName } from '../model/catalog.js';
import { regionsSwitchedOff } from '../model/exclusion.js';
import type { SecretException, SecretReport } from '../model/secret-report.js';
import { countNameOf, findingsIn } from './count.js';

/** What `--fail-on` can name. */
export type FailOn = RuleName | 'any' | 'unknown';

/** Why a report fails; it does not where all of this is empty. */
export interface GateResult {
  /** Non-compliant findings that were not agreed to, by rule, of the rules that were named. */
  readonly nonCompliant: readonly { readonly rule: RuleName; readonly findings: number }[];
  /**
   * Counted where `unknown` is named: findings that are pending or not visible, covered places of which nothing is
   * visible, and accounts that should be covered and are not.
   */
  readonly unknown: number;
  /** Exceptions past their last day: they fail every report until somebody renews or removes them. */
  readonly expired: readonly SecretException[];
}

export function gateOf(report: SecretReport, failOn: readonly FailOn[]): GateResult {
  const byRule = new Map<RuleName, number>();
  let unknown = report.invisible.length + missedAccounts(report);
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

/**
 * Accounts that the org.yaml covers and that are covered nowhere, since every Region of theirs is switched off. What the
 * org.yaml leaves out is a decision, and an account that is not active (closed, suspended, being set up) can't be covered.
 */
function missedAccounts({ uncovered }: SecretReport): number {
  const missed = new Set(
    uncovered.filter(({ source }) => source === regionsSwitchedOff).map(({ accountId }) => accountId),
  );
  return missed.size;
}
