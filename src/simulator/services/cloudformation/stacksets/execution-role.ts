import { createHash } from 'node:crypto';
import { ServiceError } from '../../../kernel/contract.js';
import type { Caller, World } from '../../../kernel/contract.js';
import { iamOf } from '../../iam/state.js';
import { assumeRole, serviceCaller } from '../roles.js';
import type { StackSet, StackSetOperation } from './state.js';

const ADMINISTRATION = 'AWSCloudFormationStackSetAdministrationRole';
const EXECUTION = 'AWSCloudFormationStackSetExecutionRole';

/** As whom StackSets works in a target account. A ServiceError whose message is AWS's status reason where it may not. */
export function executionCaller(
  world: World,
  set: StackSet,
  operation: StackSetOperation,
  account: string,
): Promise<Caller> {
  return set.permissionModel === 'SERVICE_MANAGED'
    ? serviceManaged(world, set, account)
    : selfManaged(world, set, operation, account);
}

/**
 * The role `stacksets-exec-*`, which StackSets makes in each account it deploys to. It is an ordinary role, so SCPs bind it.
 * Source: stacksets-orgs-activate-trusted-access; that it has AdministratorAccess and this trust is assumed.
 */
async function serviceManaged(world: World, set: StackSet, account: string): Promise<Caller> {
  const name = `stacksets-exec-${createHash('sha256').update(account).digest('hex').slice(0, 32)}`;
  const roleArn = `arn:${world.partition}:iam::${account}:role/${name}`;
  if (!(name in iamOf(world, account).roles)) await makeRole(world, set, account, name);
  const id = iamOf(world, account).roles[name]?.id ?? '';
  const session = 'StackSets';
  return {
    accountId: account,
    type: 'role',
    arn: `arn:${world.partition}:sts::${account}:assumed-role/${name}/${session}`,
    principalArn: roleArn,
    userId: `${id}:${session}`,
  };
}

async function makeRole(world: World, set: StackSet, account: string, name: string): Promise<void> {
  const as = {
    caller: serviceCaller('member.org.stacksets.cloudformation.amazonaws.com', account, set.arn),
    region: set.region,
  };
  const trusted = `arn:${world.partition}:iam::${account}:role/aws-service-role/member.org.stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgMember`;
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: trusted }, Action: 'sts:AssumeRole' }],
  };
  try {
    await world.invoke(
      'iam',
      'CreateRole',
      { RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) },
      as,
    );
  } catch (error) {
    // Two targets of one account may get here at the same time.
    if (!(error instanceof ServiceError && error.code === 'EntityAlreadyExists')) throw error;
  }
  await world.invoke(
    'iam',
    'AttachRolePolicy',
    { RoleName: name, PolicyArn: `arn:${world.partition}:iam::aws:policy/AdministratorAccess` },
    as,
  );
}

/** The administration role, and through it the execution role. Wording: stacksets-troubleshooting. */
async function selfManaged(
  world: World,
  set: StackSet,
  operation: StackSetOperation,
  account: string,
): Promise<Caller> {
  const start = `arn:${world.partition}:iam::`;
  const administrationArn =
    operation.administrationRoleArn ?? `${start}${set.accountId}:role/${ADMINISTRATION}`;
  const administrationName = administrationArn.split('/').at(-1) ?? '';
  const execution = operation.executionRoleName ?? EXECUTION;
  const service = serviceCaller('cloudformation.amazonaws.com', set.accountId, set.arn);
  const administration = await orReason(
    () => assumeRole(world, { caller: service, region: set.region }, administrationArn, 'StackSets'),
    `Account ${set.accountId} should have '${administrationName}' role with trust relationship to CloudFormation service.`,
  );
  return orReason(
    () =>
      assumeRole(
        world,
        { caller: administration, region: set.region },
        `${start}${account}:role/${execution}`,
        'StackSets',
      ),
    `Account ${account} should have '${execution}' role with trust relationship to Role '${administrationName}'.`,
  );
}

async function orReason(assume: () => Promise<Caller>, reason: string): Promise<Caller> {
  try {
    return await assume();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError('AccountGate', reason);
  }
}
