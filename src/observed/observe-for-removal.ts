import { mapBounded } from '../concurrency/map-bounded.js';
import { managementRolesName } from '../desired/names.js';
import type { Desired } from '../model/desired.js';
import type { AggregatorsLook, Observed } from '../model/observed.js';
import type { Target } from '../model/target.js';
import { LookRefused } from './look-refused.js';
import type { MembersPort, StackSetsReadPort } from './ports.js';

/** What a removal is made from: our StackSets tell nearly all of it, so no account is looked at. */
export type ObservedForRemoval = Pick<
  Observed,
  'stackSets' | 'managementRoles' | 'aggregators' | 'formerHubs'
>;

/** There is one hub at a time, unless somebody cut a run off between two moves. */
const concurrentHubs = 2;

/** @param stackSets ours, as they have been read. */
export async function observeForRemoval(
  desired: Desired,
  ports: { readonly stackSets: StackSetsReadPort; readonly members: MembersPort },
  stackSets: Observed['stackSets'],
): Promise<ObservedForRemoval> {
  // Where nothing asks for them any more, a self-managed StackSet that is left tells that they may be there.
  const usesRoles =
    desired.managementRoles !== undefined ||
    [...stackSets.values()].some(({ owned, permissionModel }) => owned && permissionModel === 'SELF_MANAGED');
  return {
    stackSets,
    managementRoles: usesRoles
      ? await ports.stackSets.describeStack(managementRolesName(desired.prefix), desired.iamRegion)
      : undefined,
    aggregators: await aggregators(ports.members),
    formerHubs: await mapBounded(formerHubs(desired, stackSets), concurrentHubs, async (place) => ({
      ...place,
      look: await aggregators(ports.members, place),
    })),
  };
}

/** Nobody can enter an account that is suspended, closed or gone, so nothing is to be seen there. */
function formerHubs(
  { administratorAccountId, homeRegion, places }: Desired,
  stackSets: Observed['stackSets'],
): readonly Target[] {
  return [...stackSets.values()]
    .filter(({ name, owned }) => owned && name.endsWith('-hub'))
    .flatMap(({ instances }) => instances)
    .filter(({ accountId, region }) => accountId !== administratorAccountId || region !== homeRegion)
    .filter(({ accountId }) => places.active.has(accountId))
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
