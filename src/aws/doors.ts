import type { STSClient } from '@aws-sdk/client-sts';
import type { OrgConfig } from '../model/org-config.js';
import type { AccountId } from '../model/target.js';
import { LookRefused } from '../observed/look-refused.js';
import { AccountMemo } from './account-memo.js';
import type { Session } from './clients.js';
import { isDenied } from './errors.js';
import { assumeRole, type RoleRequest } from './roles.js';
import { wordsOfAll } from './words-of-all.js';

export interface Doors {
  /**
   * Takes our own role `<prefix>-<purpose>` in the account; where AWS denies that, as it does of a role that does not
   * exist, the stand-ins in their order: the caller itself in its own account, then the org.yaml's roles, narrowed by
   * the session policy.
   *
   * @param sessionPolicy `undefined`: nothing stands in.
   * @throws LookRefused `no-role` with what AWS said of each.
   */
  open(accountId: AccountId, purpose: string, sessionPolicy: string | undefined): Promise<Session>;
  /**
   * For what none of our roles may do: the caller itself in its own account, elsewhere the org.yaml's roles, narrowed by
   * the session policy.
   *
   * @throws LookRefused `no-role` with what AWS said of each.
   */
  standIn(accountId: AccountId, sessionPolicy: string): Promise<Session>;
  /**
   * Our roles in the account were deleted, and perhaps made again: another role of the same name has another id, so that
   * sessions of the first one may do nothing (assumed: AWS says that each call is held against what the role may do then).
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids,
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_disable-perms.html
   */
  renew(accountId: AccountId): void;
  /** Keeps sessions, or what stands on them; those of an account until its roles are renewed. */
  memo<T>(): AccountMemo<T>;
}

export function doors(config: OrgConfig, partition: string, caller: Session, sts: STSClient): Doors {
  const { memberRoles, managementRoleArn } = config.organization;
  const roleArn = (accountId: AccountId, name: string) => `arn:${partition}:iam::${accountId}:role/${name}`;
  const standIns = (accountId: AccountId, sessionPolicy: string): readonly RoleRequest[] => [
    ...memberRoles.map((name) => ({ arn: roleArn(accountId, name), sessionPolicy })),
    ...(managementRoleArn?.split(':')[4] === accountId ? [{ arn: managementRoleArn, sessionPolicy }] : []),
  ];
  const firstOf = async (
    accountId: AccountId,
    own: readonly RoleRequest[],
    sessionPolicy: string | undefined,
  ): Promise<Session> => {
    const refusals: unknown[] = [];
    const taken = async (request: RoleRequest): Promise<Session | undefined> => {
      try {
        return await assumeRole(sts, request);
      } catch (error) {
        if (!isDenied(error)) throw error;
        refusals.push(error);
        return undefined;
      }
    };
    const inTurn = async (requests: readonly RoleRequest[]): Promise<Session | undefined> => {
      for (const request of requests) {
        const session = await taken(request);
        if (session) return session;
      }
      return undefined;
    };
    const ours = await inTurn(own);
    if (ours) return ours;
    if (sessionPolicy !== undefined) {
      if (accountId === caller.accountId) return caller;
      const standIn = await inTurn(standIns(accountId, sessionPolicy));
      if (standIn) return standIn;
    }
    throw new LookRefused('no-role', wordsOfAll(refusals), refusals[0]);
  };
  const memos: { forget(accountId: AccountId): void }[] = [];
  return {
    renew: (accountId) => {
      for (const memo of memos) memo.forget(accountId);
    },
    memo: <T>() => {
      const memo = new AccountMemo<T>();
      memos.push(memo);
      return memo;
    },
    open: (accountId, purpose, sessionPolicy) =>
      firstOf(
        accountId,
        [{ arn: roleArn(accountId, `${config.stackSets.prefix}-${purpose}`) }],
        sessionPolicy,
      ),
    standIn: (accountId, sessionPolicy) => firstOf(accountId, [], sessionPolicy),
  };
}
