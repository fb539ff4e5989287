import type { CallRecord } from '../../kernel/call-log.js';
import type { Shape } from '../../kernel/contract.js';
import { resourcesOf } from './resources.js';
import type { TrailResource } from './resources.js';

/** Calls that move data, which event history does not keep: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html */
const dataEvents: ReadonlySet<string> = new Set([
  'events/PutEvents',
  'kms/GenerateDataKey',
  's3/PutObject',
  'sns/Publish',
  'sqs/DeleteMessage',
  'sqs/ReceiveMessage',
  'sqs/SendMessage',
]);

/** Is the call one that event history shows? Calls that only read are left out. */
export function isManagementEvent({ mutating, service, operation, accountId }: CallRecord): boolean {
  return mutating && accountId !== '' && !dataEvents.has(`${service}/${operation}`);
}

/** As LookupEvents shows it. */
export interface TrailEvent {
  readonly EventId: string;
  readonly EventName: string;
  readonly ReadOnly: string;
  readonly EventTime: Date;
  readonly EventSource: string;
  readonly Username?: string;
  readonly Resources: readonly TrailResource[];
  /** JSON. */
  readonly CloudTrailEvent: string;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export function trailEvent(record: CallRecord): TrailEvent {
  const { requestId, operation, time, service, region, accountId, error } = record;
  const EventSource = `${service}.amazonaws.com`;
  const username = usernameOf(record.callerArn);
  const detail = {
    eventVersion: '1.11',
    userIdentity: userIdentity(record),
    eventTime: `${new Date(time).toISOString().slice(0, 19)}Z`,
    eventSource: EventSource,
    eventName: operation,
    awsRegion: region,
    sourceIPAddress: '127.0.0.1',
    ...(error === undefined ? {} : { errorCode: error }),
    requestParameters: lowerFirst(record.input),
    responseElements: null,
    requestID: requestId,
    eventID: requestId,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
  };
  return {
    EventId: requestId,
    EventName: operation,
    ReadOnly: 'false',
    EventTime: new Date(time),
    EventSource,
    ...(username === undefined ? {} : { Username: username }),
    Resources: resourcesOf(record),
    CloudTrailEvent: JSON.stringify(detail),
  };
}

/** The session's name, or the user's; a service has none. */
function usernameOf(callerArn: string): string | undefined {
  return callerArn.startsWith('arn:') ? callerArn.split('/').at(-1) : undefined;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
function userIdentity({ callerArn, accountId }: CallRecord): Shape {
  const session = /^arn:([^:]+):sts::\d{12}:assumed-role\/([^/]+)\//.exec(callerArn);
  if (session) {
    const [, partition, userName] = session;
    const arn = `arn:${partition ?? 'aws'}:iam::${accountId}:role/${userName ?? ''}`;
    return {
      type: 'AssumedRole',
      arn: callerArn,
      accountId,
      sessionContext: { sessionIssuer: { type: 'Role', arn, accountId, userName } },
    };
  }
  if (callerArn.startsWith('arn:'))
    return { type: 'IAMUser', arn: callerArn, accountId, userName: callerArn.split('/').at(-1) };
  return { type: 'AWSService', invokedBy: callerArn };
}

function lowerFirst(input: Shape): Shape {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
}
