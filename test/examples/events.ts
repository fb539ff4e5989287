import type { BusEvent } from '../../src/simulator/services/events/event.js';

const organizations = 'organizations.amazonaws.com';
const serviceEvent = 'AWS Service Event via CloudTrail';
const apiCall = 'AWS API Call via CloudTrail';
const account = '555555555555';

/** As EventBridge hands it over, with the detail that CloudTrail gives. */
function event(
  detailType: string,
  detail: Readonly<Record<string, unknown>>,
  source = 'aws.organizations',
): BusEvent {
  return {
    version: '0',
    id: '68679d28-343e-d8ec-4a8c-cdd430223a5d',
    'detail-type': detailType,
    source,
    account: '111111111111',
    time: '2026-11-27T08:27:14Z',
    region: 'us-east-1',
    resources: [],
    detail: { eventSource: organizations, awsRegion: 'us-east-1', readOnly: false, ...detail },
  };
}

const created = (status: Readonly<Record<string, string>>) =>
  event(serviceEvent, {
    eventName: 'CreateAccountResult',
    eventType: 'AwsServiceEvent',
    serviceEventDetails: {
      createAccountStatus: { id: 'car-3fbd74c0f2fa11ed8b6e0a41b5dcf48f', accountName: '****', ...status },
    },
  });

const moved = (more: Readonly<Record<string, string>> = {}) =>
  event(apiCall, {
    eventName: 'MoveAccount',
    eventType: 'AwsApiCall',
    requestParameters: {
      accountId: account,
      sourceParentId: 'r-a1b2',
      destinationParentId: 'ou-a1b2-c3d4e5f6',
    },
    responseElements: null,
    ...more,
  });

const membership = (eventName: string, detailType: string) =>
  event(detailType, { eventName, eventType: 'AwsServiceEvent' });

/**
 * Events of the organization, and what each is to start: nothing, or the input of a build. Their form is that of
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html
 */
export const samples: Readonly<
  Record<string, readonly [event: BusEvent, rule: string, input: unknown] | readonly [BusEvent]>
> = {
  'an account that was created': [
    created({ state: 'SUCCEEDED', accountId: account }),
    'Created',
    { account },
  ],
  'an account that could not be created': [
    created({ state: 'FAILED', failureReason: 'EMAIL_ALREADY_EXISTS' }),
  ],
  'a request to create one': [
    event(apiCall, { eventName: 'CreateAccount', requestParameters: { accountName: '****' } }),
  ],
  'an account that was moved': [moved(), 'Moved', { account }],
  'a move that was denied': [moved({ errorCode: 'AccessDenied', errorMessage: 'not authorized' })],
  'an account that joined': [
    membership('AccountJoinedOrganization', serviceEvent),
    'Joined',
    { account: '' },
  ],
  'an account that joined, were it told as a call': [
    membership('AccountJoinedOrganization', apiCall),
    'Joined',
    { account: '' },
  ],
  'an account that left': [membership('AccountDepartedOrganization', serviceEvent)],
  'an invitation': [event(apiCall, { eventName: 'InviteAccountToOrganization' })],
  'an account that was closed': [
    event(serviceEvent, {
      eventName: 'CloseAccountResult',
      serviceEventDetails: { closeAccountStatus: { accountId: account, state: 'SUCCEEDED' } },
    }),
  ],
  'a call of the same name to another service': [
    {
      ...moved(),
      source: 'aws.elsewhere',
      detail: { ...moved().detail, eventSource: 'elsewhere.amazonaws.com' },
    },
  ],
};
