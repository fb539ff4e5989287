import { ServiceError } from '../../kernel/contract.js';

/* Organizations' errors: names and reasons from the API model, messages as seen from AWS where known, else assumed. */

export const accountNotFound = (): ServiceError =>
  new ServiceError('AccountNotFoundException', "You specified an account that doesn't exist.");
export const parentNotFound = (): ServiceError =>
  new ServiceError('ParentNotFoundException', "You specified parent that doesn't exist.");
export const childNotFound = (): ServiceError =>
  new ServiceError('ChildNotFoundException', "You specified a child that doesn't exist.");
export const unitNotFound = (): ServiceError =>
  new ServiceError(
    'OrganizationalUnitNotFoundException',
    "You specified an organizational unit that doesn't exist.",
  );
export const policyNotFound = (): ServiceError =>
  new ServiceError('PolicyNotFoundException', "You specified a policy that doesn't exist.");
export const targetNotFound = (): ServiceError =>
  new ServiceError('TargetNotFoundException', "You specified a target that doesn't exist.");
export const notRegistered = (): ServiceError =>
  new ServiceError(
    'AccountNotRegisteredException',
    'The provided account is not a registered delegated administrator for your organization.',
  );

export function invalidInput(reason: string, message: string): ServiceError {
  return new ServiceError('InvalidInputException', message, { details: { Reason: reason } });
}

export function constraintViolation(reason: string, message: string): ServiceError {
  return new ServiceError('ConstraintViolationException', message, { details: { Reason: reason } });
}
