import { ServiceError } from '../../kernel/contract.js';
import { page } from '../../kernel/pages.js';
import { integer, text } from '../../kernel/input.js';
import { invalidInput } from './errors.js';
import { ownChangesAreLate } from './readings.js';
import { isSeen, organizationSlot } from './state.js';
import type { Call, Shape } from '../../kernel/contract.js';
import type { Page } from '../../kernel/pages.js';
import type { OrganizationState } from './state.js';

/** The caller's organization. Any of its accounts may ask (DescribeOrganization). */
export function ownOrganization(call: Call): OrganizationState {
  for (const { value } of call.world.all(organizationSlot)) {
    if (value.accounts[call.caller.accountId]) return value;
  }
  throw new ServiceError(
    'AWSOrganizationsNotInUseException',
    'Your account is not a member of an organization.',
  );
}

/** The organization, for the management account or an account that is a delegated administrator of any service. */
export function readableOrganization(call: Call): OrganizationState {
  const organization = ownOrganization(call);
  const { accountId } = call.caller;
  const registered = organization.delegatedAdministrators[accountId];
  if (
    accountId !== organization.managementAccountId &&
    (registered === undefined || !isSeen(call.world, registered.registeredAt))
  )
    throw notPermitted();
  return organization;
}

/** Does the caller see yet what the management account changed at that time? */
export function callerSees(call: Call, organization: OrganizationState, changedAt: number): boolean {
  const isOwn = call.caller.accountId === organization.managementAccountId;
  return (isOwn && !ownChangesAreLate(call.world)) || isSeen(call.world, changedAt);
}

/** The organization, for the management account alone. */
export function managedOrganization(call: Call): OrganizationState {
  const organization = ownOrganization(call);
  if (call.caller.accountId !== organization.managementAccountId) throw notPermitted();
  return organization;
}

/** What a caller without standing gets, whatever its IAM policies say. */
function notPermitted(): ServiceError {
  return new ServiceError('AccessDeniedException', "You don't have permissions to access this resource.");
}

/** A page of at most 20, as every list of Organizations has (API model: MaxResults 1 to 20). */
export function cut<T>(call: Call, input: Shape, all: readonly T[]): Page<T> {
  const limit = integer(input, 'MaxResults', 'InvalidInputException');
  if (limit !== undefined && limit < 1)
    throw invalidInput('MIN_VALUE_EXCEEDED', 'You specified a value that is less than the minimum.');
  if (limit !== undefined && limit > 20)
    throw invalidInput('MAX_VALUE_EXCEEDED', 'You specified a value that exceeds the maximum.');
  try {
    return page(call.world, all, { token: text(input, 'NextToken'), limit, defaultSize: 20 });
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'InvalidNextToken')
      throw invalidInput('INVALID_NEXT_TOKEN', 'You specified an invalid pagination token.');
    throw error;
  }
}

/** A required id of a given form. */
export function id(input: Shape, member: string, form: RegExp): string {
  const value = text(input, member);
  if (value === undefined || value === '')
    throw invalidInput('INPUT_REQUIRED', `You must specify ${member}.`);
  if (!form.test(value))
    throw invalidInput(
      'INVALID_PATTERN',
      `You provided a value that does not match the required pattern for ${member}.`,
    );
  return value;
}

export const accountIdForm = /^\d{12}$/;
export const unitForm = /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/;
export const parentForm = /^(r-[0-9a-z]{4,32})$|^(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/;
export const childForm = /^(\d{12})$|^(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/;
export const targetForm = /^(r-[0-9a-z]{4,32})$|^(\d{12})$|^(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/;
