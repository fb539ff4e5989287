import type { Exclusion } from './exclusion.js';
import type { Action } from './plan.js';
import type { AccountId, RegionName, Target } from './target.js';

/** A target that should have a thing and is not proved to have it. */
export interface Gap extends Target {
  readonly thing: 'recorder' | 'rules';
  readonly reason: string;
  /** AWS may still be working on it: worth waiting for. */
  readonly pending: boolean;
  /** What a person can do about it. */
  readonly instructions?: string;
}

export interface CoverageCount {
  readonly desired: number;
  readonly verified: number;
  readonly gaps: readonly Gap[];
}

/** What was read back from AWS Config. */
export interface VerifiedCoverage {
  readonly recorder: CoverageCount;
  readonly rules: CoverageCount;
}

export interface AggregatorStatus {
  readonly name: string;
  readonly accountId: AccountId;
  readonly region: RegionName;
  readonly arn: string | undefined;
  /**
   * `absent`, or by its sources: `succeeded`, `failed`, `outdated`, `waiting`, `filling` (AWS Config adds so many accounts
   * a week, and some are still to come); `present` where nobody asked for those; `unknown` where it could not be read.
   */
  readonly status:
    'absent' | 'present' | 'succeeded' | 'failed' | 'outdated' | 'waiting' | 'filling' | 'unknown';
  readonly detail?: string;
}

/** One target's failure inside an action, in AWS's own words. */
export interface TargetFailure extends Partial<Target> {
  readonly reason: string;
  readonly instructions?: string;
}

export interface ActionResult {
  readonly action: Action;
  /** `skipped`: it was done already. `not-attempted`: something it depends on failed, or the run was interrupted. */
  readonly state: 'done' | 'skipped' | 'failed' | 'not-attempted';
  readonly failures: readonly TargetFailure[];
  readonly reason?: string;
  /** It failed because it is not what was approved: nothing of it was done. */
  readonly refused?: true;
}

export interface Outcome {
  /**
   * `done`: all proved. `failed`: something failed (exit 1). `refused`: a gate held, or the approved plan no longer fits (exit 4). `interrupted`: safe to
   * resume (exit 130).
   */
  readonly outcome: 'done' | 'failed' | 'refused' | 'interrupted';
  readonly results: readonly ActionResult[];
  readonly coverage: VerifiedCoverage;
  readonly acceptedGaps: readonly Gap[];
  readonly exclusions: readonly Exclusion[];
  readonly aggregator: AggregatorStatus;
}
