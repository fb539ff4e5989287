import type { Desired } from '../model/desired.js';
import type { Emit } from '../model/events.js';
import type { AggregatorsLook, Observed } from '../model/observed.js';
import { managementRolesName } from '../desired/names.js';
import { LookRefused } from './look-refused.js';
import { lookScope } from './look-scope.js';
import { undecidedLooks } from './undecided-looks.js';
import { observeAccounts } from './observe-accounts.js';
import { observeStackSets } from './observe-stack-sets.js';
import type { MembersPort, StackSetsReadPort } from './ports.js';
import { mapBounded } from '../concurrency/map-bounded.js';
import type { Target } from '../model/target.js';

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
  // Where nothing asks for them any more, a self-managed StackSet that is left tells that they may be there.
  const usesRoles =
    desired.managementRoles !== undefined ||
    [...stackSets.values()].some(({ owned, permissionModel }) => owned && permissionModel === 'SELF_MANAGED');
  const managementRoles = usesRoles
    ? await ports.stackSets.describeStack(managementRolesName(desired.prefix), desired.iamRegion)
    : undefined;
  emit({ code: 'reading', what: 'accounts' });
  const { accounts, targets } = await observeAccounts(
    lookScope(desired, stackSets),
    ports.members,
    emit,
    signal,
  );
  return {
    stackSetsAccess,
    stackSets,
    managementRoles,
    accounts,
    targets: new Map([...targets, ...undecidedLooks(desired)]),
    aggregators: await aggregators(ports.members),
    formerHubs: await mapBounded(formerHubs(desired, stackSets), concurrentHubs, async (place) => ({
      ...place,
      look: await aggregators(ports.members, place),
    })),
  };
}

/** There is one at a time, unless somebody cut a run off between two moves. */
const concurrentHubs = 2;

function formerHubs(
  { administratorAccountId, homeRegion }: Desired,
  stackSets: Observed['stackSets'],
): readonly Target[] {
  return [...stackSets.values()]
    .filter(({ name, owned }) => owned && name.endsWith('-hub'))
    .flatMap(({ instances }) => instances)
    .filter(({ accountId, region }) => accountId !== administratorAccountId || region !== homeRegion)
    .map(({ accountId, region }) => ({ accountId, region }));
}

async function aggregators(members: MembersPort, place?: Target): Promise<AggregatorsLook> {
  try {
    const port = await members.aggregators(place);
    return { seen: true, aggregators: await port.describeAggregators() };
  } catch (error) {
    if (error instanceof LookRefused) return error.toNotSeen();
    throw error;
  }
}
