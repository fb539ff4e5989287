import type { Caller, World } from '../../kernel/contract.js';
import { isShape, text } from '../../kernel/input.js';

/** CloudFormation itself, acting in an account for one of its resources. */
export function serviceCaller(service: string, accountId: string, sourceArn?: string): Caller {
  return {
    accountId,
    type: 'service',
    service,
    arn: service,
    principalArn: service,
    userId: service,
    ...(sourceArn === undefined ? {} : { source: { accountId, arn: sourceArn } }),
  };
}

/** Takes a role through STS, so that its trust policy (and for a principal, that principal's own permissions) decide. Throws what STS answers. */
export async function assumeRole(
  world: World,
  as: { readonly caller: Caller; readonly region: string },
  roleArn: string,
  session: string,
): Promise<Caller> {
  const answer = await world.invoke('sts', 'AssumeRole', { RoleArn: roleArn, RoleSessionName: session }, as);
  const assumed = isShape(answer['AssumedRoleUser']) ? answer['AssumedRoleUser'] : {};
  return {
    accountId: roleArn.split(':')[4] ?? '',
    type: 'role',
    arn: text(assumed, 'Arn') ?? roleArn,
    principalArn: roleArn,
    userId: text(assumed, 'AssumedRoleId') ?? '',
  };
}
