import type { Desired } from '../model/desired.js';
import type { NotSeen } from '../model/observed.js';
import { targetKey } from '../model/target.js';

/** What stands in for a look where it is not known whether the account has the Region: nobody asks AWS there. */
export function undecidedLooks(desired: Pick<Desired, 'undecided'>): ReadonlyMap<string, NotSeen> {
  return new Map(
    desired.undecided.map(({ reason, ...target }) => [
      targetKey(target),
      { seen: false, why: 'undecided', reason },
    ]),
  );
}
