import type { FindingState } from '../model/secret-report.js';
import type { PackedFinding } from '../report/html/page-data.js';

/** What a person sees of a finding: an exception that holds is shown, and counted, apart. */
export type ShownState = FindingState | 'excepted';

/** Worst first: the order of columns, legends and sorting. */
export const shownStates = [
  'non-compliant',
  'not-visible',
  'pending',
  'excepted',
  'not-supported',
  'not-applicable',
  'compliant',
] as const satisfies readonly ShownState[];

export const stateWords: Readonly<Record<ShownState, string>> = {
  'non-compliant': 'non-compliant',
  'not-visible': 'not visible',
  pending: 'pending',
  excepted: 'exception',
  'not-supported': 'not supported here',
  'not-applicable': 'not applicable',
  compliant: 'compliant',
};

/** A sign beside the colour, for those who see none. */
export const stateSigns: Readonly<Record<ShownState, string>> = {
  'non-compliant': '✕',
  'not-visible': '?',
  pending: '…',
  excepted: '§',
  'not-supported': '–',
  'not-applicable': '○',
  compliant: '✓',
};

/** States of which nobody knows whether they are good. */
export const unknownStates: readonly ShownState[] = ['not-visible', 'pending'];

export function shownState({ state, exception }: PackedFinding): ShownState {
  return state === 'non-compliant' && exception && !exception.expired ? 'excepted' : state;
}
