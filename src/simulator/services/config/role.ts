import { ServiceError } from '../../kernel/contract.js';
import type { Access, Call, World } from '../../kernel/contract.js';
import { accountOfArn, isKnownEverywhere, roleByArn } from '../iam/state.js';
import { configPrincipal } from './facts.js';
import { trustsConfig } from './trust.js';

/** What a caller needs to hand a role to AWS Config. */
export function passRole(roleArn: string): Access {
  return { action: 'iam:PassRole', resource: roleArn, context: { 'iam:PassedToService': configPrincipal } };
}

/**
 * The role that a recorder or an aggregator is given: of the caller's account, existing, and one that trusts AWS Config.
 * A role made a moment ago is not known to every service yet (`iamPropagation`, virtual ms).
 * @throws ServiceError InvalidRoleException
 */
export function assertRole(call: Call, roleArn: string): void {
  if (accountOfArn(roleArn) !== call.caller.accountId)
    throw invalidRole(`The role '${roleArn}' is not valid.`);
  const role = roleByArn(call.world, roleArn);
  // "The role does not exist in the account": https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/857
  if (role === undefined) throw invalidRole(`The role '${roleArn}' does not exist in the account.`);
  if (!isKnownEverywhere(call.world, role) || !trustsConfig(call.world, role, call.region)) {
    throw invalidRole(
      `AWS Config cannot assume the role '${roleArn}'. Check its trust policy and try again.`,
    );
  }
}

/** Does the role exist, and let AWS Config take it on behalf of its own account? */
export function roleIsUsable(world: World, roleArn: string, region: string): boolean {
  const role = roleByArn(world, roleArn);
  return role !== undefined && trustsConfig(world, role, region);
}

function invalidRole(message: string): ServiceError {
  return new ServiceError('InvalidRoleException', message);
}
