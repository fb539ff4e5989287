import type { CallAs, CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { PermissionModel } from '../model/desired.js';
import type { OrgConfig } from '../model/org-config.js';
import type { AccountId, RegionName } from '../model/target.js';
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
  /** Each side once: one where the caller is the management account. @param region another than the StackSets'. */
  all(region?: RegionName): Promise<readonly StackSetSide[]>;
  /** From now on the StackSets are those of another Region. */
  moveTo(region: RegionName): void;
}

export function stackSetSides(
  config: OrgConfig,
  clients: Clients,
  caller: Session,
  management: () => Promise<Session>,
): StackSetSides {
  const { prefix } = config.stackSets;
  let home = config.stackSets.region;
  const { caller: kind, managementRoleArn } = config.organization;
  // Kept, since a run makes thousands of calls with these few clients: two sides, seldom more than one Region.
  const made = new Map<string, StackSetSide>();
  const side = (session: Session, as: CallAs, region: RegionName): StackSetSide => {
    const key = `${as} ${region}`;
    const known = made.get(key) ?? {
      client: clients.cloudformation(session, region),
      accountId: session.accountId,
      as: { CallAs: as },
    };
    made.set(key, known);
    return known;
  };
  const callers = (region: RegionName) =>
    side(caller, kind === 'delegated-administrator' ? 'DELEGATED_ADMIN' : 'SELF', region);
  let managements: Promise<Session> | undefined;
  const managementSide = async (region: RegionName) => {
    managements ??= management();
    return side(await managements, 'SELF', region);
  };
  const of = async (model: PermissionModel) =>
    model === 'SERVICE_MANAGED' || kind === 'management-account' ? callers(home) : managementSide(home);
  return {
    of,
    named: (stackSet) =>
      of(stackSet.startsWith(`${prefix}-management-`) ? 'SELF_MANAGED' : 'SERVICE_MANAGED'),
    all: async (region = home) =>
      kind === 'management-account' || managementRoleArn === undefined
        ? [callers(region)]
        : [callers(region), await managementSide(region)],
    moveTo: (region) => {
      home = region;
    },
  };
}
