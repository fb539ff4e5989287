import { ServiceError } from '../../kernel/contract.js';

/* IAM's errors: names and statuses from the API model, messages as AWS words them. */

export const noSuchRole = (name: string): ServiceError =>
  new ServiceError('NoSuchEntity', `The role with name ${name} cannot be found.`, { status: 404 });
export const noSuchRolePolicy = (name: string): ServiceError =>
  new ServiceError('NoSuchEntity', `The role policy with name ${name} cannot be found.`, { status: 404 });
export const noSuchPolicy = (arn: string): ServiceError =>
  new ServiceError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`, { status: 404 });
export const notAttached = (arn: string): ServiceError =>
  new ServiceError('NoSuchEntity', `Policy ${arn} was not found.`, { status: 404 });
export const roleExists = (name: string): ServiceError =>
  new ServiceError('EntityAlreadyExists', `Role with name ${name} already exists.`, { status: 409 });
export const deleteConflict = (message: string): ServiceError =>
  new ServiceError('DeleteConflict', message, { status: 409 });
export const malformed = (message: string): ServiceError =>
  new ServiceError('MalformedPolicyDocument', message);
export const invalid = (message: string): ServiceError =>
  new ServiceError('ValidationError', `1 validation error detected: ${message}`);
export const limitExceeded = (message: string): ServiceError =>
  new ServiceError('LimitExceeded', message, { status: 409 });

/** Service-linked roles belong to their service. */
export const protectedRole = (name: string): ServiceError =>
  new ServiceError(
    'UnmodifiableEntity',
    `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
  );
