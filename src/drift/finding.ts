import type { DriftFinding, UnseenPlace } from '../model/drift.js';

/** What was found, and what could not be looked at. */
export interface Drift {
  readonly findings: readonly DriftFinding[];
  readonly unseen: readonly UnseenPlace[];
}

type Given = Pick<DriftFinding, 'kind' | 'thing' | 'reason'> & Partial<DriftFinding>;

/** A finding about something of ours, without single fields that differ, unless it says otherwise. */
export function finding(given: Given): DriftFinding {
  return { owner: 'ours', differences: [], ...given };
}
