import type { CallAs, CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { PermissionModel } from '../model/desired.js';
import type { OrgConfig } from '../model/org-config.js';
import type { AccountId } from '../model/target.js';
import type { Clients, Session } from './clients.js';

/** As whom StackSets of one permission model are called. */
export interface StackSetSide {
  readonly client: CloudFormationClient;
  readonly accountId: AccountId | undefined;
  /** Spread into each input. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html */
  readonly as: { readonly CallAs: CallAs };
}

export interface StackSetSides {
  /** Service-managed StackSets are the caller's matter, self-managed ones the management account's. */
  of(model: PermissionModel): Promise<StackSetSide>;
  /** The same by name, as our names tell: `<prefix>-management-…` are self-managed. */
  named(stackSet: string): Promise<StackSetSide>;
  /** Each side once: one where the caller is the management account. */
  all(): Promise<readonly StackSetSide[]>;
}

export function stackSetSides(
  config: OrgConfig,
  clients: Clients,
  caller: Session,
  management: () => Promise<Session>,
): StackSetSides {
  const { region, prefix } = config.stackSets;
  const { caller: kind, managementRoleArn } = config.organization;
  const side = (session: Session, as: CallAs): StackSetSide => ({
    client: clients.cloudformation(session, region),
    accountId: session.accountId,
    as: { CallAs: as },
  });
  const callers = side(caller, kind === 'delegated-administrator' ? 'DELEGATED_ADMIN' : 'SELF');
  let managements: Promise<StackSetSide> | undefined;
  const managementSide = () => {
    managements ??= management().then((session) => side(session, 'SELF'));
    return managements;
  };
  const of = (model: PermissionModel) =>
    model === 'SERVICE_MANAGED' || kind === 'management-account'
      ? Promise.resolve(callers)
      : managementSide();
  return {
    of,
    named: (stackSet) =>
      of(stackSet.startsWith(`${prefix}-management-`) ? 'SELF_MANAGED' : 'SERVICE_MANAGED'),
    all: async () =>
      kind === 'management-account' || managementRoleArn === undefined
        ? [callers]
        : [callers, await managementSide()],
  };
}
