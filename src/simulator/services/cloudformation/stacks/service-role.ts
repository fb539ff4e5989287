import { ServiceError } from '../../../kernel/contract.js';
import type { Caller, World } from '../../../kernel/contract.js';
import { validationError } from '../errors.js';
import { assumeRole, serviceCaller } from '../roles.js';

/** The session of a stack's own role (`RoleARN`). ValidationError where CloudFormation may not assume it. */
export async function assumeServiceRole(
  world: World,
  stack: {
    readonly roleArn: string;
    readonly region: string;
    readonly accountId: string;
    readonly stackId: string;
  },
): Promise<Caller> {
  const caller = serviceCaller('cloudformation.amazonaws.com', stack.accountId, stack.stackId);
  try {
    return await assumeRole(world, { caller, region: stack.region }, stack.roleArn, 'AWSCloudFormation');
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw validationError(`Role ${stack.roleArn} is invalid or cannot be assumed`);
  }
}
