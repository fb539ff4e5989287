import type { World } from '../../kernel/contract.js';
import { ancestorsOf } from '../organizations/state.js';
import { inOrder, reversed } from './stacks/order.js';
import type { Needs } from './stacks/order.js';
import { newOperation } from './stacksets/new-operation.js';
import { organizationAround } from './stacksets/organizations-access.js';
import { enqueue } from './stacksets/queue.js';
import { instanceKey, isActive, livingStackSets } from './stacksets/state.js';
import type { InstanceTarget, StackInstance, StackSet, StackSetOperation } from './stacksets/state.js';

const POLL_MS = 1000;

/**
 * To be called when an account has joined the organization, moved in it or left it, after the tree has changed.
 * StackSets with auto-deployment then delete (or let go of) the instances of OUs in which the account no longer is,
 * and create those of the targets in which it is now: a move is delete plus create. Account filters, overrides and
 * preferences play no part ([API model, AutoDeployment]; stacksets-orgs-manage-auto-deployment). `DependsOn` orders
 * the StackSets; assumed: a dependent goes on even where what it depends on failed, and deletions go the other way round.
 */
export function onAccountMoved(world: World, accountId: string): void {
  const sets = [...livingStackSets(world)].filter((set) => set.definition.autoDeployment?.enabled === true);
  const needs: Needs = new Map(sets.map((set) => [set.arn, set.definition.autoDeployment?.dependsOn ?? []]));
  const step =
    (work: (set: StackSet) => Promise<void>) =>
    async (arn: string): Promise<boolean> => {
      const set = sets.find((candidate) => candidate.arn === arn);
      if (set) await work(set);
      return true;
    };
  world.background(async () => {
    await world.clock.sleep(world.latency('autoDeployment', 60_000));
    await inOrder(
      reversed(needs),
      step((set) => leave(world, set, accountId)),
      { stopAtFailure: false },
    );
    await inOrder(
      needs,
      step((set) => join(world, set, accountId)),
      { stopAtFailure: false },
    );
  });
}

async function leave(world: World, set: StackSet, accountId: string): Promise<void> {
  const above = placesAbove(world, set, accountId);
  const targets = Object.values(set.instances).filter(
    (instance) => instance.account === accountId && !above.includes(instance.organizationalUnitId ?? ''),
  );
  await run(
    world,
    set,
    'DELETE',
    targets.map(({ account, region }) => ({ account, region })),
  );
}

async function join(world: World, set: StackSet, accountId: string): Promise<void> {
  const above = placesAbove(world, set, accountId);
  const targets = Object.entries(set.targets)
    .filter(([unit]) => above.includes(unit))
    .flatMap(([organizationalUnitId, regions]) =>
      regions.map((region) => ({ account: accountId, region, organizationalUnitId })),
    )
    .filter((target) => !(instanceKey(target) in set.instances));
  await run(world, set, 'CREATE', targets);
}

/** The roots and OUs above an account; none for the management account, which StackSets passes over, and for an account outside. */
function placesAbove(world: World, set: StackSet, accountId: string): readonly string[] {
  const organization = organizationAround(world, set.accountId);
  if (
    !organization ||
    accountId === organization.managementAccountId ||
    !(accountId in organization.accounts)
  )
    return [];
  return ancestorsOf(organization, accountId);
}

/** Runs one operation of StackSets' own, one account at a time and with no failure tolerance, when its turn comes. */
async function run(
  world: World,
  set: StackSet,
  action: 'CREATE' | 'DELETE',
  targets: readonly InstanceTarget[],
): Promise<void> {
  if (targets.length === 0) return;
  while (!set.managedExecution && set.operations.some(isActive)) await world.clock.sleep(POLL_MS);
  const retainStacks = set.definition.autoDeployment?.retainStacksOnAccountRemoval ?? false;
  const operation: StackSetOperation = newOperation({}, world, set, world.random.uuid(), {
    action,
    targets,
    retainStacks,
  });
  if (action === 'CREATE') {
    for (const target of targets) {
      const instance: StackInstance = {
        ...target,
        status: 'OUTDATED',
        detailedStatus: 'PENDING',
        overrides: {},
        lastOperationId: operation.id,
      };
      set.instances[instanceKey(target)] = instance;
    }
  }
  enqueue(world, set, operation);
  while (isActive(operation)) await world.clock.sleep(POLL_MS);
}
