import type { RuleName } from './catalog.js';
import type { Exclusion } from './exclusion.js';
import type { AccountId, RegionName, Target } from './target.js';

/**
 * What is known of one secret under one rule. Only `compliant` counts as that: what was not seen, or not judged yet, is
 * shown as what it is.
 */
export const findingStates = [
  'compliant',
  'non-compliant',
  'not-applicable',
  'pending',
  'not-supported',
  'not-visible',
] as const;

export type FindingState = (typeof findingStates)[number];

/** A secret's result under one rule. */
export interface Finding {
  readonly rule: RuleName;
  readonly state: FindingState;
  /** When AWS Config recorded the result, ISO 8601; missing where there is none, or AWS does not say. */
  readonly recordedAt?: string | undefined;
  /** AWS's own words, or why there is no result. */
  readonly reason?: string | undefined;
  /** `using-cmk` can't see keys of other accounts and calls such a secret NON_COMPLIANT. */
  readonly falsePositive?: 'key-of-another-account' | undefined;
  /** The exception of the org.yaml that is about it; only non-compliant findings have one. */
  readonly exception?: SecretException | undefined;
}

/** An agreed exception: shown apart, counted apart, and a failure once it has expired. */
export interface SecretException {
  /** As the org.yaml has it: a name or an ARN, with * and ?. */
  readonly secret: string;
  readonly rules: readonly RuleName[];
  /** Where it holds, in a person's words; missing: everywhere. */
  readonly where?: string | undefined;
  readonly reason: string;
  readonly owner: string;
  /** `YYYY-MM-DD`, the last day on which it holds (UTC). */
  readonly expires: string;
  readonly expired: boolean;
}

/** The key that encrypts a secret. AWS Config leaves the key out where it is `aws/secretsmanager`. */
export type SecretKey =
  | { readonly kind: 'aws-managed' }
  | { readonly kind: 'customer-managed'; readonly id: string }
  | { readonly kind: 'another-account'; readonly id: string; readonly accountId: AccountId }
  | { readonly kind: 'unknown' };

/** Rotation as AWS Config records it; `undefined` is 'not recorded'. */
export interface SecretRotation {
  readonly enabled: boolean | undefined;
  /** In a person's words, e.g. `every 30 days`, `cron(0 8 1 * ? *)`. */
  readonly schedule: string | undefined;
  readonly functionArn: string | undefined;
  readonly occursAsScheduled: boolean | undefined;
}

/** What AWS Config does not record: read from Secrets Manager where a person asked for it. Times are ISO 8601. */
export interface SecretAccess {
  readonly lastRotated: string | undefined;
  readonly nextRotation: string | undefined;
  /** A day: Secrets Manager keeps no finer time. */
  readonly lastAccessed: string | undefined;
}

export interface ReportedSecret extends Target {
  readonly arn: string;
  readonly name: string;
  /** False: the aggregator has results for it, but no configuration. Key, rotation and tags are unknown then. */
  readonly recorded: boolean;
  readonly key: SecretKey;
  readonly rotation: SecretRotation;
  /** `not-read`: nobody asked; otherwise what was read, or why it could not be. */
  readonly access: SecretAccess | 'not-read' | { readonly unknown: string };
  /** Only those that the org.yaml names. */
  readonly tags: Readonly<Record<string, string>>;
  /** From the tag that the org.yaml names. */
  readonly owner: string | undefined;
  /** One for each of the report's rules, in their order. */
  readonly findings: readonly Finding[];
}

/** A secret that is deleted, or scheduled for it: no rule is held against it. */
export interface DeletedSecret extends Target {
  readonly arn: string;
  readonly name: string;
}

/** A place, and what keeps the aggregator from showing it as it is. */
export interface UnseenTarget extends Target {
  readonly reason: string;
}

export interface ReportedAccount {
  readonly id: AccountId;
  readonly name: string;
  /** The path of its organizational unit, e.g. `/Workloads/Prod`; `/` is the root. */
  readonly unit: string;
}

/** What the aggregator says of every secret in the organization at one time. */
export interface SecretReport {
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly organizationId: string;
  readonly partition: string;
  readonly aggregator: Target & { readonly name: string };
  readonly accounts: readonly ReportedAccount[];
  /** Targets in which rules are to look, sorted: of any other nobody knows what is in it. */
  readonly coverage: readonly Target[];
  /** Regions of the coverage, sorted. */
  readonly regions: readonly RegionName[];
  /** The rules shown, in their order: all five, unless a filter says otherwise. */
  readonly rules: readonly RuleName[];
  /** Keys of the tags shown, as the org.yaml names them. */
  readonly tagKeys: readonly string[];
  /** Sorted by account, Region, name. */
  readonly secrets: readonly ReportedSecret[];
  readonly deleted: readonly DeletedSecret[];
  /** Covered targets of which the aggregator shows nothing reliable: their secrets are not visible. */
  readonly invisible: readonly UnseenTarget[];
  /** Targets whose data in the aggregator is not the most recent, by its own word. */
  readonly outdated: readonly UnseenTarget[];
  /** Why an account is not covered anywhere, for each that is not: nothing is known of its secrets, and nobody looks. */
  readonly uncovered: readonly Exclusion[];
  /** Every exception of the org.yaml. */
  readonly exceptions: readonly SecretException[];
}
