import type { Desired } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Observed } from '../model/observed.js';
import type { Action, DeployStack, LookLater, Obstacle } from '../model/plan.js';
import { stackDifferences } from './differences.js';
import { managementRolesDrifts, obstaclesOf } from './made-mending.js';

/** What comes before every StackSet: trusted access, registrations, and the roles in the management account. */
export interface Ground {
  readonly actions: readonly Action[];
  readonly stackSetsAccess: string | undefined;
  readonly managementRoles: string | undefined;
  /** Self-managed StackSets can be used, with this plan's actions done. */
  readonly selfManaged: boolean;
  readonly lookLater: readonly LookLater[];
  readonly obstacles: readonly Obstacle[];
}

/** @throws OrgSecretsError NotPermitted where StackSets can never get trusted access. */
export function foundations(desired: Desired, observed: Observed): Ground {
  const access = accessActions(observed);
  const services = desired.trustedServices.map((service): Action => ({
    type: 'enable-service-access',
    id: `enable-service-access/${service}`,
    dependsOn: [],
    destructive: false,
    service,
  }));
  // A service without trusted access takes no delegated administrator (SERVICE_ACCESS_NOT_ENABLED).
  // https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html
  const administrators = desired.delegatedAdministrators.map(({ service, accountId }): Action => ({
    type: 'register-delegated-administrator',
    id: `register-delegated-administrator/${service}/${accountId}`,
    dependsOn: services.filter(({ id }) => id === `enable-service-access/${service}`).map(({ id }) => id),
    destructive: false,
    service,
    accountId,
  }));
  const roles = managementRoles(desired, observed);
  return {
    actions: [...access, ...services, ...administrators, ...roles.actions],
    stackSetsAccess: access[0]?.id,
    managementRoles: roles.actions.at(-1)?.id,
    selfManaged: roles.selfManaged,
    lookLater: roles.lookLater,
    obstacles: roles.obstacles,
  };
}

function accessActions({ stackSetsAccess }: Observed): readonly Action[] {
  switch (stackSetsAccess) {
    case 'ENABLED':
      return [];
    case 'DISABLED':
      return [
        {
          type: 'activate-stacksets-access',
          id: 'activate-stacksets-access',
          dependsOn: [],
          destructive: false,
        },
      ];
    case 'DISABLED_PERMANENTLY':
      throw new OrgSecretsError(
        'NotPermitted',
        'AWS says that StackSets can not have trusted access here: DISABLED_PERMANENTLY.',
        {
          fault: 'user',
          instructions:
            'Use an organization, and a partition, in which StackSets have service-managed permissions.',
        },
      );
  }
}

function managementRoles(
  desired: Desired,
  observed: Observed,
): Pick<Ground, 'actions' | 'selfManaged' | 'lookLater' | 'obstacles'> {
  const { managementRoles: stack } = desired;
  const nothing = { actions: [], selfManaged: true, lookLater: [], obstacles: [] };
  if (!stack) return nothing;
  const { accountId, region, name } = stack;
  const id = `deploy-stack/${name}`;
  const base = { type: 'deploy-stack', id, dependsOn: [], destructive: false, stack } as const;
  const found = observed.managementRoles;
  if (!found) return { ...nothing, actions: [{ ...base, change: 'create', differences: [] }] };
  if (usable.includes(found.status)) {
    const drifts = managementRolesDrifts({ desired, observed });
    const obstacles = obstaclesOf(drifts, `stack ${name}`, { accountId, region });
    if (drifts.length > obstacles.length) return { ...nothing, actions: madeAgain(base) };
    const differences = stackDifferences(stack, found);
    // An update that reaches what is gone ruins the stack (ADR 6).
    const isHeld = differences.length === 0 || drifts.some(({ resource }) => resource.is === 'missing');
    return { ...nothing, obstacles, actions: isHeld ? [] : [{ ...base, change: 'update', differences }] };
  }
  if (found.status.endsWith('_IN_PROGRESS') && found.status !== 'REVIEW_IN_PROGRESS') {
    const lookLater = [{ accountId, reason: `stack ${name} is ${found.status}` }];
    return { ...nothing, selfManaged: false, lookLater };
  }
  const reason = `stack ${name} is ${found.status}${found.statusReason ? `: ${found.statusReason}` : ''}`;
  const instructions = `Delete the stack in ${accountId}, ${region}, and run again.`;
  return { ...nothing, selfManaged: false, obstacles: [{ accountId, region, reason, instructions }] };
}

/** Only operations of self-managed StackSets use the roles, and those wait for it. */
function madeAgain(base: Omit<DeployStack, 'change' | 'differences'>): readonly Action[] {
  const { name, accountId, region } = base.stack;
  const id = `delete-stack/${name}`;
  const stack = { name, accountId, region };
  return [
    { type: 'delete-stack', id, dependsOn: [], destructive: false, stack, again: true },
    { ...base, dependsOn: [id], change: 'create', differences: [] },
  ];
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html#cfn-console-view-stack-data-resources-status-codes */
export const usable: readonly string[] = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE',
  'IMPORT_COMPLETE',
];
