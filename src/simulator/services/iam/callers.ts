import { accountOfArn } from './state.js';
import type { Caller } from '../../kernel/contract.js';
import type { RoleRecord, UserRecord } from './state.js';

/** A session of a role, as the calls that it signs are seen. */
export function roleCaller(role: RoleRecord, sessionName: string, sessionPolicy?: string): Caller {
  const accountId = accountOfArn(role.arn);
  const partition = role.arn.split(':')[1] ?? 'aws';
  return {
    accountId,
    type: 'role',
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
    principalArn: role.arn,
    userId: `${role.id}:${sessionName}`,
    ...(sessionPolicy === undefined ? {} : { sessionPolicy }),
  };
}

export function userCaller(user: UserRecord): Caller {
  return {
    accountId: accountOfArn(user.arn),
    type: 'user',
    arn: user.arn,
    principalArn: user.arn,
    userId: user.id,
  };
}

/** An AWS service acting by itself; `source` is the resource on whose behalf it acts. */
export function serviceCaller(
  service: string,
  source?: { readonly accountId: string; readonly arn: string },
): Caller {
  return {
    accountId: source?.accountId ?? '',
    type: 'service',
    arn: service,
    principalArn: service,
    service,
    userId: service,
    ...(source ? { source } : {}),
  };
}
