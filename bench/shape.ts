import type { CoveredOrganization } from '../src/observed/budget.js';
import { type StackSet, stackSetsSlot } from '../src/simulator/services/cloudformation/stacksets/state.js';
import { organizationSlot, type OrganizationState } from '../src/simulator/services/organizations/state.js';
import type { Simulator } from '../src/simulator/start.js';
import type { Size } from './organization.js';

/** What a bound is worked out from: sizes of the world itself, not what the product says of it. */
export interface Shape extends CoveredOrganization {
  readonly operations: readonly Operation[];
}

/** One StackSet operation of the past. */
interface Operation {
  readonly stackSet: string;
  readonly instances: number;
  /** Virtual seconds. */
  readonly seconds: number;
}

export function organizationIn({ world, managementAccountId }: Simulator): OrganizationState {
  return world.state(organizationSlot, managementAccountId, 'global');
}

export function stackSetsIn({ world }: Simulator): readonly StackSet[] {
  return [...world.all(stackSetsSlot)].flatMap(({ value }) => Object.values(value));
}

/** Everybody is covered in every Region, so targets are accounts times Regions. */
export function shapeOf(simulator: Simulator, size: Size): Shape {
  const { rootId, accounts, organizationalUnits } = organizationIn(simulator);
  const units = Object.values(organizationalUnits);
  const stackSets = stackSetsIn(simulator);
  const covered = Object.keys(accounts).length;
  return {
    accounts: covered,
    childUnits: [rootId, ...units.map(({ id }) => id)].map(
      (parent) => units.filter(({ parentId }) => parentId === parent).length,
    ),
    accountsAskedForRegions: 0,
    stackSets: stackSets.length,
    instances: stackSets.map(({ instances }) => Object.keys(instances).length),
    coveredAccounts: covered,
    targets: covered * size.regions,
    accountsWithServiceLinkedRole: covered,
    subscriptions: 0,
    includesManagementAccount: true,
    operations: stackSets.flatMap(({ name, operations }) =>
      operations.map(({ results, createdAt, endedAt = createdAt }) => ({
        stackSet: name,
        instances: Object.keys(results).length,
        seconds: (endedAt - createdAt) / 1000,
      })),
    ),
  };
}
