import type { Desired } from '../model/desired.js';
import type { Emit } from '../model/events.js';
import type { Observed } from '../model/observed.js';
import { lookScope } from './look-scope.js';
import { undecidedLooks } from './undecided-looks.js';
import { observeAccounts } from './observe-accounts.js';
import { observeForRemoval } from './observe-for-removal.js';
import { observeLeftOut } from './observe-left-out.js';
import { observeStackSets } from './observe-stack-sets.js';
import type { MembersPort, StackSetsReadPort } from './ports.js';

/**
 * Looks at everything that a plan is made from. What AWS does not let the tool see is in the answer as not seen; any
 * other error is thrown.
 *
 * @param known our StackSets, where they have been read already.
 */
export async function observe(
  desired: Desired,
  ports: { readonly stackSets: StackSetsReadPort; readonly members: MembersPort },
  emit: Emit,
  signal: AbortSignal,
  known?: Observed['stackSets'],
): Promise<Observed> {
  const stackSetsAccess = await ports.stackSets.organizationsAccess();
  const stackSets = known ?? (await observeStackSets(desired.prefix, ports.stackSets, signal));
  emit({ code: 'reading', what: 'accounts' });
  const { accounts, targets } = await observeAccounts(
    lookScope(desired, stackSets),
    ports.members,
    emit,
    signal,
  );
  return {
    stackSetsAccess,
    accounts,
    targets: new Map([...targets, ...undecidedLooks(desired)]),
    leftOut: await observeLeftOut(desired, stackSets, targets, ports.stackSets, signal),
    ...(await observeForRemoval(desired, ports, stackSets)),
  };
}
