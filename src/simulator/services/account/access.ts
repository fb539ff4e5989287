import { ServiceError } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { isDelegatedAdministrator, isSeen, organizationSlot } from '../organizations/state.js';
import type { Access, Call, Shape } from '../../kernel/contract.js';

const service = 'account.amazonaws.com';

/**
 * The account that a call is about, by the rules of the AccountId parameter: without it, the caller's own; with it,
 * only from the management account or the delegated administrator, with trusted access for Account Management, and
 * never for the management account itself, which must leave it out.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 */
export function subjectAccount(input: Shape, call: Call): string {
  const asked = text(input, 'AccountId');
  const caller = call.caller.accountId;
  if (asked === undefined) return caller;
  if (!/^\d{12}$/.test(asked))
    throw new ServiceError('ValidationException', 'Invalid AccountId.', {
      details: { reason: 'fieldValidationFailed' },
    });
  for (const { value: organization } of call.world.all(organizationSlot)) {
    const mayAsk =
      caller === organization.managementAccountId ||
      isDelegatedAdministrator(call.world, organization, caller, service);
    const mayBeAsked =
      organization.accounts[asked] !== undefined &&
      asked !== organization.managementAccountId &&
      asked !== caller;
    const access = organization.trustedAccess[service];
    if (mayAsk && mayBeAsked && access && isSeen(call.world, access.enabledAt)) return asked;
  }
  throw new ServiceError(
    'AccessDeniedException',
    `User: ${call.caller.arn} is not authorized to perform this operation on the account ${asked}.`,
    {
      status: 403,
      details: { errorType: 'AccessDeniedException' },
    },
  );
}

/** Resource ARNs of Account Management: `account::<caller>:account`, or below the organization for another account. */
export function accountAccess(operation: string) {
  return (input: Shape, call: Call): readonly Access[] => {
    const asked = text(input, 'AccountId');
    const region = text(input, 'RegionName');
    const { partition } = call.world;
    let resource = `arn:${partition}:account::${call.caller.accountId}:account`;
    if (asked !== undefined) {
      for (const { value } of call.world.all(organizationSlot))
        resource = `arn:${partition}:account::${value.managementAccountId}:account/${value.id}/${asked}`;
    }
    return [
      {
        action: `account:${operation}`,
        resource,
        ...(region === undefined ? {} : { context: { 'account:TargetRegion': region } }),
      },
    ];
  };
}
