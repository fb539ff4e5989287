import type { Counts } from '../../findings/count.js';
import type {
  FindingState,
  ReportedAccount,
  SecretAccess,
  SecretException,
  SecretKey,
} from '../../model/secret-report.js';
import type { ExceptionInWords } from '../secrets/exceptions-in-words.js';

/**
 * What the report page is made from, as it stands in the file: columns instead of rows, and every value that repeats once.
 * A hundred thousand secrets must fit into a file that a browser opens at once. Written by `pack-report.ts`, read by
 * `src/page`.
 */
export interface PageData {
  readonly version: 1;
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly organizationId: string;
  /** Narrowed by options: it does not stand for the organization. */
  readonly filtered: boolean;
  readonly aggregator: { readonly name: string; readonly accountId: string; readonly region: string };
  readonly accounts: readonly ReportedAccount[];
  readonly regions: readonly string[];
  /** In the order of `PackedSecrets.findings`. */
  readonly rules: readonly PageRule[];
  readonly secrets: PackedSecrets;
  readonly invisible: readonly (PackedPlace & { readonly reason: string })[];
  readonly outdated: readonly (PackedPlace & { readonly reason: string })[];
  readonly deleted: readonly (PackedPlace & { readonly name: string })[];
  /**
   * Places that are not covered, in accounts that are elsewhere: a place's number is the account's, times the number of
   * Regions, plus the Region's.
   */
  readonly leftOut: readonly number[];
  /** Accounts that nobody looks at, as a whole or by Region. */
  readonly uncovered: readonly PackedUncovered[];
  /** In the words of the text report; what has expired first. */
  readonly exceptions: readonly ExceptionInWords[];
  /** Earlier reports and this one, oldest first; none for a report that was narrowed. */
  readonly trend: readonly TrendPoint[];
}

/** Places in the lists of accounts and Regions. */
export interface PackedPlace {
  readonly account: number;
  readonly region: number;
}

interface PackedUncovered {
  readonly account: number;
  /** Missing: every Region. */
  readonly region?: string;
  readonly reason: string;
  readonly source: string;
}

export interface PageRule {
  readonly name: string;
  readonly title: string;
  /** What the rule asks for, and where AWS says so. */
  readonly description: string;
  readonly url: string;
  /** Controls that auditors ask for, e.g. `AWS Security Hub SecretsManager.1`. */
  readonly controls: readonly string[];
}

/** How the findings of one report were counted. */
export interface TrendPoint {
  readonly at: string;
  readonly secrets: number;
  readonly counts: Counts;
}

/** One entry a secret in each column; numbers are places in the lists beside them. */
export interface PackedSecrets {
  readonly count: number;
  readonly account: readonly number[];
  readonly region: readonly number[];
  readonly name: readonly string[];
  /** What AWS adds to the name in the ARN, e.g. `-AbCdEf`; an ARN of another form stands here whole. */
  readonly arn: readonly string[];
  /** What stands before the Region in the ARNs: `arn:aws:secretsmanager`. */
  readonly arnStart: string;
  readonly key: readonly number[];
  readonly keys: readonly SecretKey[];
  readonly rotation: readonly number[];
  readonly rotations: readonly PackedRotation[];
  /** `-1`: none. */
  readonly owner: readonly number[];
  readonly owners: readonly string[];
  readonly tag: readonly number[];
  readonly tags: readonly Readonly<Record<string, string>>[];
  /** A column a rule. */
  readonly finding: readonly (readonly number[])[];
  readonly findings: readonly PackedFinding[];
  /** A column a rule: hours from when the result was recorded to the report; `-1`: not known. */
  readonly age: readonly (readonly number[])[];
  /** Missing where nobody asked for it. */
  readonly access?: readonly (SecretAccess | { readonly unknown: string })[];
}

export interface PackedRotation {
  readonly enabled: boolean | null;
  readonly schedule?: string;
  readonly functionArn?: string;
  readonly occursAsScheduled?: boolean;
}

export interface PackedFinding {
  readonly state: FindingState;
  readonly reason?: string;
  readonly falsePositive?: 'key-of-another-account';
  readonly exception?: SecretException;
}
