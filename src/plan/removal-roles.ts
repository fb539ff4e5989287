import type { Desired } from '../model/desired.js';
import type { Observed, ObservedStack } from '../model/observed.js';
import type { DeleteInstances, DeployStack } from '../model/plan.js';

/** The roles in the management account, as a removal needs them. */
export interface RolesForRemoval {
  /** Makes them again, where they are gone and something stands that can't be taken away without them. */
  readonly made: readonly DeployStack[];
  /** What is there by the time that they are to go. */
  readonly standing: ObservedStack | undefined;
  readonly warnings: readonly string[];
}

/**
 * StackSets delete instances in the management account with two roles there. They are gone where another run or a person
 * deleted their stack while instances stood, or where an apply made instances after a destroy had begun.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
 */
export function rolesForRemoval(
  { managementRoles: stack }: Pick<Desired, 'managementRoles'>,
  { managementRoles: found, stackSets }: Pick<Observed, 'managementRoles' | 'stackSets'>,
): RolesForRemoval {
  const inNeed = [...stackSets.values()].some(
    ({ owned, permissionModel, instances }) =>
      owned && permissionModel === 'SELF_MANAGED' && instances.length > 0,
  );
  if (found || !stack || !inNeed) return { made: [], standing: found, warnings: [] };
  const { name, templateDigest, parameters, tags } = stack;
  return {
    made: [
      {
        type: 'deploy-stack',
        id: `deploy-stack/${name}`,
        dependsOn: [],
        destructive: false,
        change: 'create',
        stack,
        differences: [],
      },
    ],
    standing: {
      name,
      status: 'CREATE_COMPLETE',
      statusReason: undefined,
      owned: true,
      templateDigest,
      parameters,
      tags,
    },
    warnings: [
      `Stack ${name} is gone, and what stands in the management account can't be taken away without its roles: it is made first, and deleted again.`,
    ],
  };
}

/** After the roles are there. */
export function afterRoles(action: DeleteInstances, { made }: RolesForRemoval): DeleteInstances {
  const waits = action.stackSet.permissionModel === 'SELF_MANAGED' ? made.map(({ id }) => id) : [];
  return { ...action, dependsOn: [...waits, ...action.dependsOn] };
}
