import type { Finding, SecretReport } from '../model/secret-report.js';

/** Findings counted; the first five together are those that a share is taken of. */
export interface Counts {
  readonly compliant: number;
  /** Without those that an exception holds for; with those whose exception has expired. */
  readonly nonCompliant: number;
  /** Non-compliant, and agreed to. */
  readonly excepted: number;
  readonly pending: number;
  readonly notVisible: number;
  readonly notApplicable: number;
  readonly notSupported: number;
  /** Of the non-compliant ones, agreed to or not: known false positives. */
  readonly falsePositives: number;
}

export type CountName = keyof Counts;

/** Shares of all findings that apply, from 0 to 1; together they are 1. `undefined`: none applies. */
export interface Shares {
  readonly compliant: number;
  readonly nonCompliant: number;
  readonly excepted: number;
  /** Pending and not visible: never hidden, never compliant. */
  readonly unknown: number;
}

/** Where a finding is counted, false positives aside. */
export function countNameOf({ state, exception }: Finding): Exclude<CountName, 'falsePositives'> {
  switch (state) {
    case 'compliant':
      return 'compliant';
    case 'non-compliant':
      return exception !== undefined && !exception.expired ? 'excepted' : 'nonCompliant';
    case 'pending':
      return 'pending';
    case 'not-visible':
      return 'notVisible';
    case 'not-applicable':
      return 'notApplicable';
    case 'not-supported':
      return 'notSupported';
  }
}

export function countFindings(findings: Iterable<Finding>): Counts {
  const counts: { -readonly [name in CountName]: number } = {
    compliant: 0,
    nonCompliant: 0,
    excepted: 0,
    pending: 0,
    notVisible: 0,
    notApplicable: 0,
    notSupported: 0,
    falsePositives: 0,
  };
  for (const finding of findings) {
    counts[countNameOf(finding)] += 1;
    if (finding.falsePositive !== undefined) counts.falsePositives += 1;
  }
  return counts;
}

/** Every finding of a report, secret by secret. */
export function* findingsIn({ secrets }: Pick<SecretReport, 'secrets'>): Generator<Finding> {
  for (const { findings } of secrets) yield* findings;
}

export function unknownIn({ pending, notVisible }: Counts): number {
  return pending + notVisible;
}

export function sharesOf(counts: Counts): Shares | undefined {
  const { compliant, nonCompliant, excepted } = counts;
  const unknown = unknownIn(counts);
  const all = compliant + nonCompliant + excepted + unknown;
  if (all === 0) return undefined;
  return {
    compliant: compliant / all,
    nonCompliant: nonCompliant / all,
    excepted: excepted / all,
    unknown: unknown / all,
  };
}
