import type { RuleName } from '../model/catalog.js';
import type { Target } from '../model/target.js';

/**
 * A secret as AWS Config records it.
 * https://github.com/awslabs/aws-config-resource-schema (AWS::SecretsManager::Secret.properties.json)
 */
export interface RecordedSecret extends Target {
  /** The id under which rules speak of it. */
  readonly resourceId: string;
  readonly arn: string;
  readonly name: string;
  /** An id, an alias or an ARN; missing where the key is `aws/secretsmanager`. */
  readonly kmsKeyId: string | undefined;
  readonly rotation: {
    readonly enabled: boolean | undefined;
    readonly afterDays: number | undefined;
    readonly afterHours: number | undefined;
    readonly expression: string | undefined;
    readonly functionArn: string | undefined;
    readonly occursAsScheduled: boolean | undefined;
  };
  readonly tags: Readonly<Record<string, string>>;
  /** It is deleted, or scheduled for it. */
  readonly deleted: boolean;
  /** When AWS Config recorded this, ISO 8601. */
  readonly capturedAt: string | undefined;
}

/** What a rule said of a secret. */
export interface Result {
  /** `COMPLIANT`, `NON_COMPLIANT` or `NOT_APPLICABLE`, as far as is known. */
  readonly compliance: string;
  /** ISO 8601. */
  readonly recordedAt?: string | undefined;
  readonly annotation?: string | undefined;
}

export interface RuleResult extends Target, Result {
  readonly rule: RuleName;
  readonly resourceId: string;
}

/** A rule in one target, as the aggregator sums it up. It leaves out rules without any result. */
export interface RuleSummary extends Target {
  readonly rule: RuleName;
  readonly compliance: string;
  /** How many secrets are NON_COMPLIANT; missing where AWS does not say, or counted no further. */
  readonly nonCompliant: number | undefined;
}

/** How the aggregator gets on with one source: an account, or the organization as a whole, in a Region. */
export interface SourceStatus {
  readonly source: string;
  readonly region: string;
  readonly status: string;
  readonly error: string | undefined;
}
