import type { Slot, World } from '../../../kernel/contract.js';
import type { Place } from '../state.js';

/** A rule's verdict on one resource. AWS Config has no INSUFFICIENT_DATA for a resource: that is the absence of a result. */
export type Verdict = 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE';

/** The last result of a rule for a resource. Times are epoch milliseconds. Never changed in place: a run's results share one object. */
export interface Result {
  readonly verdict: Verdict;
  readonly annotation?: string;
  /** Of the item, or the moment, that the evaluation was made for. */
  readonly orderedAt: number;
  readonly invokedAt: number;
  readonly recordedAt: number;
  /** Since when the verdict has been this one. */
  readonly since: number;
  /** What the result was before `since`, for aggregators, which learn of it later. */
  readonly replaced?: Result;
  /** When the rule judged the resource for the first time, for the rule that asks. */
  readonly firstAt?: number;
}

export interface ComplianceState {
  /** Rule name → resource type → resource id → result. */
  results: Record<string, Record<string, Record<string, Result>>>;
  /** Grows with every result: what was made of the results before is still right while it is the same. */
  revision: number;
}

export const complianceSlot: Slot<ComplianceState> = {
  name: 'config.compliance',
  create: () => ({ results: {}, revision: 0 }),
};

export function complianceIn(world: World, place: Place): ComplianceState {
  return world.state(complianceSlot, place.accountId, place.region);
}
