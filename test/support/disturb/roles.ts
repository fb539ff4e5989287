import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { administratorOf, until } from './administrator.js';
import type { Disturbed, Place } from './administrator.js';
import { recorderIn } from './recorder.js';

type Account = Pick<Place, 'accountId'>;

/** Deletes a role with all that hangs on it. */
export async function deleteRole(simulator: Disturbed, account: Account, RoleName: string): Promise<void> {
  const administrator = administratorOf(simulator, account);
  const list = async (operation: string, member: string): Promise<readonly unknown[]> => {
    const items: unknown[] = [];
    let page: Shape = {};
    do {
      const answer: Shape = await administrator.call('iam', operation, { RoleName, ...page });
      items.push(...(answer[member] as unknown[]));
      page = { Marker: answer['Marker'] };
    } while (page['Marker'] !== undefined);
    return items;
  };
  for (const PolicyName of await list('ListRolePolicies', 'PolicyNames'))
    await administrator.call('iam', 'DeleteRolePolicy', { RoleName, PolicyName });
  for (const policy of (await list('ListAttachedRolePolicies', 'AttachedPolicies')) as Shape[])
    await administrator.call('iam', 'DetachRolePolicy', { RoleName, PolicyArn: policy['PolicyArn'] });
  await administrator.call('iam', 'DeleteRole', { RoleName });
}

/** Takes a managed policy from a role. */
export async function detachPolicy(
  simulator: Disturbed,
  account: Account,
  RoleName: string,
  policyName: string,
): Promise<void> {
  await administratorOf(simulator, account).call('iam', 'DetachRolePolicy', {
    RoleName,
    PolicyArn: `arn:${simulator.world.partition}:iam::aws:policy/${policyName}`,
  });
}

/** Lets nobody but the account itself take a role. */
export async function changeTrust(simulator: Disturbed, account: Account, RoleName: string): Promise<void> {
  const AWS = `arn:${simulator.world.partition}:iam::${account.accountId}:root`;
  const Statement = [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }];
  await administratorOf(simulator, account).call('iam', 'UpdateAssumeRolePolicy', {
    RoleName,
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
}

/** Lets sessions of a role live longer than it was made for. */
export async function lengthenSessions(
  simulator: Disturbed,
  account: Account,
  RoleName: string,
): Promise<void> {
  const administrator = administratorOf(simulator, account);
  await administrator.call('iam', 'UpdateRole', { RoleName, MaxSessionDuration: 43_200 });
}

/** Adds rights to a role that it was not made with. */
export async function widenRole(simulator: Disturbed, account: Account, RoleName: string): Promise<void> {
  const Statement = [{ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' }];
  await administratorOf(simulator, account).call('iam', 'PutRolePolicy', {
    RoleName,
    PolicyName: 'more',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
}

/** Deletes the role that a recorder works with, service-linked or not. AWS Config notices at its next delivery. */
export async function deleteRecorderRole(simulator: Disturbed, place: Place): Promise<void> {
  const arn = String((await recorderIn(simulator, place))?.['roleARN']);
  const RoleName = arn.split('/').at(-1) ?? '';
  if (!arn.includes(':role/aws-service-role/')) return deleteRole(simulator, place, RoleName);
  const administrator = administratorOf(simulator, place);
  const { DeletionTaskId } = await administrator.call('iam', 'DeleteServiceLinkedRole', { RoleName });
  await until(simulator, async () => {
    const of = { DeletionTaskId };
    const { Status } = await administrator.call('iam', 'GetServiceLinkedRoleDeletionStatus', of);
    return Status === 'SUCCEEDED';
  });
}
