import type { Desired, StackSetKind } from '../model/desired.js';
import type { Observed } from '../model/observed.js';
import type { DeleteInstances, DeleteStack, DeleteStackSet, StandingStackSet } from '../model/plan.js';
import { isNarrow } from '../model/scope.js';
import { isShared, managementRolesName } from '../desired/names.js';
import { deletionsFor } from './deletions.js';
import { removalOrder } from './kind-order.js';
import { leftoversOf, type Leftover } from './leftovers.js';

export interface Removals {
  /** Instances, in an order in which each stands after all that it depends on. */
  readonly instances: readonly DeleteInstances[];
  /** Ids of the actions that take instances of a StackSet away, by its name. */
  readonly idsOf: ReadonlyMap<string, readonly string[]>;
  /** Definitions that nothing asks for, and the roles in the management account once they are of no use; last of all. */
  definitions(changesOf: ReadonlyMap<string, readonly string[]>): readonly (DeleteStackSet | DeleteStack)[];
}

export interface HubRemoval {
  /** Ids of actions that need the hub, and are done before it goes. */
  readonly before: readonly string[];
  /** It goes after everything else; otherwise it makes room for the next one at once. */
  readonly hubLast: boolean;
}

/** What stands and nothing asks for, taken away in an order in which nothing loses what it stands on. */
export function removalActions(
  desired: Desired,
  observed: Pick<Observed, 'stackSets' | 'managementRoles'>,
  hub: HubRemoval,
): Removals {
  const leftovers = removalOrder.flatMap((kind) =>
    leftoversOf(desired, observed).filter(({ stackSet }) => stackSet.kind === kind),
  );
  const instances: DeleteInstances[] = [];
  for (const leftover of leftovers) {
    const { stackSet } = leftover;
    const isBefore = (other: StandingStackSet) =>
      stackSet.kind === 'hub' ? hub.hubLast && other.kind !== 'hub' : goesBefore(other, stackSet);
    const before = instances.filter((other) => isBefore(other.stackSet)).map(({ id }) => id);
    const dependsOn = stackSet.kind === 'hub' ? [...before, ...hub.before] : before;
    instances.push(...deletions(leftover, dependsOn, instances, desired));
  }
  const idsOf = new Map<string, readonly string[]>();
  for (const { stackSet, id } of instances)
    idsOf.set(stackSet.name, [...(idsOf.get(stackSet.name) ?? []), id]);
  return {
    instances,
    idsOf,
    definitions: (changesOf) => definitions(leftovers, instances, changesOf, desired, observed, hub),
  };
}

function goesBefore(other: StandingStackSet, stackSet: StandingStackSet): boolean {
  // Events and deliveries go to it until nobody sends any more.
  const users: Partial<Record<StackSetKind, StackSetKind>> = { notify: 'forward', bucket: 'recorder' };
  const user = users[stackSet.kind];
  if (user) return other.kind === user && other.region === stackSet.region;
  if (other.permissionModel !== stackSet.permissionModel || other.kind === stackSet.kind) return false;
  const isRegional = stackSet.kind === 'rules' || stackSet.kind === 'recorder';
  return !isRegional || other.region === stackSet.region;
}

function deletions(
  leftover: Leftover,
  dependsOn: readonly string[],
  others: readonly DeleteInstances[],
  desired: Desired,
): readonly DeleteInstances[] {
  const { stackSet } = leftover;
  const earlier = others.filter((other) => other.stackSet.name === stackSet.name).length;
  const made: DeleteInstances[] = [];
  for (const { accounts, operation, retainStacks, destructive } of deletionsFor(leftover, desired)) {
    const count = earlier + made.length;
    made.push({
      type: 'delete-instances',
      id: `delete-instances/${stackSet.name}${count === 0 ? '' : `/${count + 1}`}`,
      // An OU that is named as a whole holds the accounts that AWS can't reach too, as long as they have an instance.
      dependsOn: [...dependsOn, ...made.filter((other) => other.retainStacks).map(({ id }) => id)],
      // The stack of the service-linked role leaves the role behind.
      destructive: destructive && stackSet.kind !== 'slr',
      stackSet,
      targets: accounts.map((accountId) => ({ accountId, region: stackSet.region })),
      operation,
      retainStacks,
    });
  }
  return made;
}

function definitions(
  leftovers: readonly Leftover[],
  instances: readonly DeleteInstances[],
  changesOf: ReadonlyMap<string, readonly string[]>,
  desired: Desired,
  observed: Pick<Observed, 'stackSets' | 'managementRoles'>,
  hub: HubRemoval,
): readonly (DeleteStackSet | DeleteStack)[] {
  // They are everybody's.
  if (isNarrow(desired.scope)) return [];
  const gone = new Map(
    leftovers.filter(({ wanted }) => !wanted).map((leftover) => [leftover.stackSet.name, leftover.stackSet]),
  );
  const actions: (DeleteStackSet | DeleteStack)[] = [];
  const definition = (stackSet: StandingStackSet, after: readonly string[]): DeleteStackSet => ({
    type: 'delete-stack-set',
    id: `delete-stack-set/${stackSet.name}`,
    dependsOn: [
      ...instances.filter((other) => other.stackSet.name === stackSet.name).map(({ id }) => id),
      // AWS's auto-deployment of another StackSet may still name this one.
      ...[...observed.stackSets.values()]
        .filter((other) => other.autoDeployment?.dependsOn.includes(stackSet.name))
        .flatMap(({ name }) => [
          ...(changesOf.get(name) ?? []),
          ...actions.filter(({ id }) => id === `delete-stack-set/${name}`).map(({ id }) => id),
        ]),
      ...after,
    ],
    destructive: false,
    stackSet,
  });
  // What tells that something may still be there goes after it, so that a run that was cut off finds it again: the StackSet
  // of the management account's members after their roles; after everything the hub, by which our StackSets are found in
  // a Region that the org.yaml does not name, and which, like what it has in other Regions, names its bucket.
  const members = `${desired.prefix}-management-member`;
  const isLast = ({ name, kind }: StandingStackSet) => name === members || isShared(kind);
  for (const stackSet of gone.values()) if (!isLast(stackSet)) actions.push(definition(stackSet, []));
  const roles = desired.managementRoles ? undefined : observed.managementRoles;
  if (roles?.owned)
    actions.push({
      type: 'delete-stack',
      id: `delete-stack/${managementRolesName(desired.prefix)}`,
      dependsOn: instances
        .filter(({ stackSet }) => stackSet.permissionModel === 'SELF_MANAGED')
        .map(({ id }) => id),
      destructive: true,
      stack: { name: roles.name, accountId: desired.managementAccountId, region: desired.iamRegion },
    });
  const member = gone.get(members);
  if (member)
    actions.push(
      definition(
        member,
        actions.filter(({ type }) => type === 'delete-stack').map(({ id }) => id),
      ),
    );
  const others = hub.hubLast ? actions.map(({ id }) => id) : [];
  for (const stackSet of gone.values())
    if (isShared(stackSet.kind)) actions.push(definition(stackSet, others));
  return actions;
}
