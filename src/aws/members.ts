import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { OrgConfig } from '../model/org-config.js';
import type { AccountId, Target } from '../model/target.js';
import type { ConfigReadPort, MemberSession, MembersPort } from '../observed/ports.js';
import type { Administrator } from './administrator.js';
import { aggregatorReader } from './aggregator-read.js';
import type { Clients, Session } from './clients.js';
import { configReader } from './config-read.js';
import type { Doors } from './doors.js';
import { isAws } from './errors.js';
import { looking } from './look-errors.js';
import { listSecrets } from './secrets-read.js';
import { isThere } from './stacks.js';
import { topicReader } from './topic-read.js';

/** Narrow what a stand-in may do, as JSON. */
export interface SessionPolicies {
  readonly look: string;
  readonly aggregatorAdmin: string;
}

/** The ways into accounts, for looking: one AssumeRole for each account in a run, however often it is asked for. */
export function membersPort(
  config: OrgConfig,
  doors: Doors,
  clients: Clients,
  caller: Session,
  lookPolicy: string,
  administrator: Administrator,
): MembersPort {
  const sessions = doors.memo<MemberSession>();
  const standIns = new Set<AccountId>();
  // The caller in its own account is no narrowed role: what it may not do there, our role will be allowed to.
  const whenDenied = (session: Session) => (session === caller ? 'no-role' : 'denied');

  const open = async (accountId: AccountId): Promise<MemberSession> => {
    const session = await looking(() => doors.open(accountId, 'look', lookPolicy));
    if (session.role !== `${config.stackSets.prefix}-look`) standIns.add(accountId);
    const denial = whenDenied(session);
    return {
      role: session.role,
      config: (region) => guarded(configReader(clients.config(session, region)), denial),
      secrets: (region) => ({
        list: () => looking(() => listSecrets(clients.secretsManager(session, region)), denial),
      }),
      aggregators: (region) =>
        aggregatorReader(clients.config(session, region), (look) =>
          looking(look, denial),
        ).describeAggregators(),
      hasServiceLinkedRole: () =>
        looking(async () => {
          try {
            await clients
              .iam(session, config.stackSets.iamRegion)
              .send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForConfig' }));
            return true;
          } catch (error) {
            if (isAws(error, 'NoSuchEntityException', 'NoSuchEntity')) return false;
            throw error;
          }
        }, denial),
      hasStack: (stackId, region) =>
        looking(() => isThere(clients.cloudformation(session, region), stackId), denial),
    };
  };

  return {
    look: (accountId) => sessions.get(accountId, '', () => open(accountId)),
    renew: () => {
      for (const accountId of standIns) sessions.forget(accountId);
      standIns.clear();
      administrator.renew();
    },
    aggregators: async (place) => {
      const hub = place ?? homeOf(config);
      const session = await administrator.session(hub);
      return aggregatorReader(clients.config(session, hub.region), (look) =>
        looking(look, whenDenied(session)),
      );
    },
    topics: async (region) => {
      const hub = homeOf(config);
      const session = await administrator.session(hub);
      return topicReader(await clients.sns(session, region), hub.accountId, (look) =>
        looking(look, whenDenied(session)),
      );
    },
  };
}

export function homeOf({ delegatedAdministrator }: OrgConfig): Target {
  return { accountId: delegatedAdministrator.accountId, region: delegatedAdministrator.homeRegion };
}

function guarded(reader: ConfigReadPort, denial: 'denied' | 'no-role'): ConfigReadPort {
  return {
    recorderStatus: () => looking(() => reader.recorderStatus(), denial),
    recorderSettings: () => looking(() => reader.recorderSettings(), denial),
    channelStatus: () => looking(() => reader.channelStatus(), denial),
    channelSettings: () => looking(() => reader.channelSettings(), denial),
    rules: (names) => looking(() => reader.rules(names), denial),
    allRules: () => looking(() => reader.allRules(), denial),
    failuresOf: (names) => looking(() => reader.failuresOf(names), denial),
  };
}
