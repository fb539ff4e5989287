import type { Gap } from '../model/outcome.js';
import { targetKey } from '../model/target.js';

/** `ACCOUNT` or `ACCOUNT/REGION`, as given to --accept-gaps. */
export type AcceptedGap = string;

/** Does the person accept this gap? An account alone accepts its gaps in every Region. */
export function isAccepted(gap: Gap, accepted: readonly AcceptedGap[]): boolean {
  return accepted.includes(gap.accountId) || accepted.includes(targetKey(gap));
}

/**
 * That recorder and rules were read back as proved in all coverage, but for gaps that a person accepted by name. The
 * aggregator cannot be made without one, and nothing but `Proof.of` makes one.
 */
export class Proof {
  /** Makes the type nominal: no other object passes for a Proof. */
  readonly #proved = true;
  readonly acceptedGaps: readonly Gap[];

  private constructor(acceptedGaps: readonly Gap[]) {
    this.acceptedGaps = acceptedGaps;
  }

  /** @returns a Proof, or the gaps that stand against it. */
  static of(gaps: readonly Gap[], accepted: readonly AcceptedGap[]): Proof | readonly Gap[] {
    const open = gaps.filter((gap) => !isAccepted(gap, accepted));
    return open.length === 0 ? new Proof(gaps) : open;
  }

  /** A Proof that only looks like one (a cast object) is not one. */
  get valid(): boolean {
    return #proved in this;
  }
}
