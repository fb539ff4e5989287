import type { DriftFinding, MendableFinding, UnseenPlace } from './drift.js';
import type { AggregatorStatus, Gap, Outcome, TargetFailure, VerifiedCoverage } from './outcome.js';
import type { Action } from './plan.js';

/** What the logic says while it works. Renderers listen; the logic itself never prints. */
export type Event =
  | { readonly code: 'reading'; readonly what: string }
  /** What is to be covered, once the organization has been read. */
  | {
      readonly code: 'surveyed';
      readonly organizationId: string;
      /** Accounts with at least one target. */
      readonly accounts: number;
      readonly targets: number;
    }
  /** For something that has to end before the run goes on. */
  | { readonly code: 'waiting'; readonly what: string }
  | { readonly code: 'looking'; readonly done: number; readonly total: number }
  | { readonly code: 'planned'; readonly actions: readonly Action[]; readonly trip: number }
  | { readonly code: 'action-started'; readonly action: Action }
  | {
      readonly code: 'action-progress';
      readonly action: Action;
      readonly text: string;
      readonly done?: number;
      readonly total?: number;
    }
  | {
      readonly code: 'action-ended';
      readonly action: Action;
      readonly state: 'done' | 'skipped' | 'failed' | 'not-attempted';
      readonly failures: readonly TargetFailure[];
      readonly reason?: string;
    }
  | { readonly code: 'publishing'; readonly done: number; readonly total: number }
  | { readonly code: 'verifying'; readonly verified: number; readonly total: number }
  /** What has drifted, and where nobody could look. */
  | {
      readonly code: 'found';
      readonly findings: readonly MendableFinding[];
      readonly unseen: readonly UnseenPlace[];
    }
  /** Findings that are gone after something was done about them. */
  | { readonly code: 'mended'; readonly findings: readonly DriftFinding[] }
  /** What the run read back at its end. */
  | {
      readonly code: 'proved';
      readonly coverage: VerifiedCoverage;
      readonly acceptedGaps: readonly Gap[];
      readonly aggregator: AggregatorStatus;
    }
  | { readonly code: 'warning'; readonly text: string }
  | {
      readonly code: 'call';
      readonly service: string;
      readonly operation: string;
      readonly accountId?: string;
      readonly region: string;
      readonly requestId?: string;
      readonly attempts: number;
      /** Why the attempts before the last one failed, in AWS's words. */
      readonly retries?: readonly string[];
      readonly error?: string;
    }
  | { readonly code: 'ended'; readonly outcome: Outcome['outcome'] };

export type Emit = (event: Event) => void;
