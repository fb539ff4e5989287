import { createHash } from 'node:crypto';
import { ServiceError } from '../../../kernel/contract.js';
import type { Caller, World } from '../../../kernel/contract.js';
import { roleCaller } from '../../iam/callers.js';
import { iamOf } from '../../iam/state.js';
import { assumeRole, serviceCaller } from '../roles.js';
import { makeLinkedRole, unlessTaken } from './linked-role.js';
import { STACKSETS_PRINCIPAL } from './organizations-access.js';
import type { StackSet, StackSetOperation } from './state.js';

const ADMINISTRATION = 'AWSCloudFormationStackSetAdministrationRole';
const SESSION = 'StackSets';
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
  const { roles } = iamOf(world, account);
  // A role without its policy is one that another target of the account is making right now.
  if ((roles[name]?.attached.length ?? 0) === 0) await makeRole(world, set, account, name);
  const role = roles[name];
  if (!role) throw new ServiceError('AccountGate', 'DEFAULT_ROLE_CREATION_ERROR');
  return roleCaller(role, SESSION);
}

async function makeRole(world: World, set: StackSet, account: string, name: string): Promise<void> {
  const as = { caller: serviceCaller(STACKSETS_PRINCIPAL, account, set.arn), region: set.region };
  await makeLinkedRole(world, STACKSETS_PRINCIPAL, as);
  const trusted = `arn:${world.partition}:iam::${account}:role/aws-service-role/${STACKSETS_PRINCIPAL}/AWSServiceRoleForCloudFormationStackSetsOrgMember`;
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: trusted }, Action: 'sts:AssumeRole' }],
  };
  const input = { RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) };
  await unlessTaken('EntityAlreadyExists', () => world.invoke('iam', 'CreateRole', input, as));
  const PolicyArn = `arn:${world.partition}:iam::aws:policy/AdministratorAccess`;
  await world.invoke('iam', 'AttachRolePolicy', { RoleName: name, PolicyArn }, as);
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
    () => assumeRole(world, { caller: service, region: set.region }, administrationArn, SESSION),
    `Account ${set.accountId} should have '${administrationName}' role with trust relationship to CloudFormation service.`,
  );
  return orReason(
    () =>
      assumeRole(
        world,
        { caller: administration, region: set.region },
        `${start}${account}:role/${execution}`,
        SESSION,
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
