import { stackSetKinds, type StackSetKind } from '../model/desired.js';

/** Where the member stack is to lose the recorder's role: no recorder may use it any more by then. */
export const membersAfterRecorders = moved('member', 'recorder');

/** Recorders say which service-linked roles are needed, and where rules can be. */
export const decisionOrder = moved('slr', 'recorder');

/** What stands on something goes before it. The service-linked role itself stays: its stack retains it. */
export const removalOrder: readonly StackSetKind[] = stackSetKinds.toReversed();

/** The order of deployment, in which one kind comes only after another. */
function moved(kind: StackSetKind, after: StackSetKind): readonly StackSetKind[] {
  return stackSetKinds.filter((one) => one !== kind).flatMap((one) => (one === after ? [one, kind] : [one]));
}
