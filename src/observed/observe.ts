import type { Desired } from '../model/desired.js';
import type { Emit } from '../model/events.js';
import type { AggregatorsLook, LookDepth, Observed } from '../model/observed.js';
import { lookScope } from './look-scope.js';
import { undecidedLooks } from './undecided-looks.js';
import { observeAccounts, orNotSeen } from './observe-accounts.js';
import { observeInoperable } from './observe-inoperable.js';
import { observeForRemoval } from './observe-for-removal.js';
import { observeLeftOut } from './observe-left-out.js';
import { observeSubscriptions } from './observe-subscriptions.js';
import { observeStackSets } from './observe-stack-sets.js';
import type { MembersPort, StackSetsReadPort } from './ports.js';

/**
 * Looks at everything that a plan is made from. What AWS does not let the tool see is in the answer as not seen; any
 * other error is thrown.
 *
 * @param known our StackSets, where they have been read already.
 * @param depth how much of a target is looked at, and whether the sources of the aggregator are.
 */
export async function observe(
  desired: Desired,
  ports: { readonly stackSets: StackSetsReadPort; readonly members: MembersPort },
  emit: Emit,
  signal: AbortSignal,
  known?: Observed['stackSets'],
  depth: LookDepth = 'status',
): Promise<Observed> {
  const stackSetsAccess = await ports.stackSets.organizationsAccess();
  const stackSets = known ?? (await observeStackSets(desired.prefix, ports.stackSets, signal));
  emit({ code: 'reading', what: 'accounts' });
  const { accounts, targets } = await observeAccounts(
    lookScope(desired, stackSets, depth),
    ports.members,
    emit,
    signal,
  );
  const rest = await observeForRemoval(desired, ports, stackSets);
  return {
    depth,
    stackSetsAccess,
    accounts,
    targets: new Map([...targets, ...undecidedLooks(desired)]),
    leftOut: await observeLeftOut(desired, stackSets, targets, ports.stackSets, signal),
    hubOverrides: await hubOverrides(desired, stackSets, ports.stackSets),
    inoperable: await observeInoperable(desired, stackSets, ports.members),
    made: new Map(),
    ...rest,
    aggregators:
      depth === 'status' ? rest.aggregators : await withSources(desired, ports.members, rest.aggregators),
    subscriptions: await observeSubscriptions(desired.notifications, ports.members),
  };
}

/** The hub's one instance has parameters of its own only while parts of it are made anew. */
async function hubOverrides(
  { stackSets: wanted }: Pick<Desired, 'stackSets'>,
  stackSets: Observed['stackSets'],
  port: Pick<StackSetsReadPort, 'instanceOverrides'>,
): Promise<Observed['hubOverrides']> {
  const hub = wanted.find(({ kind }) => kind === 'hub');
  const found = hub && stackSets.get(hub.name);
  const instance = found?.instances.find(
    ({ accountId, region }) => region === hub?.region && hub.accounts.includes(accountId),
  );
  if (!found?.owned || !instance) return {};
  // Without an answer it was taken away since the list was read.
  return (await port.instanceOverrides(found.name, instance)) ?? {};
}

/** What AWS Config can't collect from, where the aggregator of our name is there. */
async function withSources(
  { aggregator: { name } }: Pick<Desired, 'aggregator'>,
  members: MembersPort,
  look: AggregatorsLook,
): Promise<AggregatorsLook> {
  if (!look.seen || !look.aggregators.some((one) => one.name === name)) return look;
  return orNotSeen(async () => {
    const port = await members.aggregators();
    return { ...look, troubledSources: await port.troubledSources(name) };
  });
}
