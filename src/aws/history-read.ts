import { type CloudTrailClient, type Event, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import {
  type ConfigServiceClient,
  type ConfigurationItem,
  paginateGetResourceConfigHistory,
  paginateListDiscoveredResources,
  type ResourceType,
} from '@aws-sdk/client-config-service';
import type { FoundSecret, HistoryPort } from '../history/ports.js';
import type { RecordedItem, TimelineSubject, TrailEvent } from '../model/timeline.js';
import { isAws, required } from './errors.js';

const types: Readonly<Record<TimelineSubject, ResourceType>> = {
  secret: 'AWS::SecretsManager::Secret',
  key: 'AWS::KMS::Key',
  function: 'AWS::Lambda::Function',
};

const statuses: Readonly<Record<string, RecordedItem['status']>> = {
  OK: 'recorded',
  ResourceDiscovered: 'discovered',
  ResourceDeleted: 'deleted',
  ResourceDeletedNotRecorded: 'deleted',
  ResourceNotRecorded: 'not-recorded',
};

/**
 * What AWS Config and CloudTrail know of a resource in one target.
 *
 * AWS Config knows a secret by its ARN, a key by its id and a function by its name (assumed for secrets: AWS's schema does
 * not say; the ARN is what its aggregators answer).
 */
export function historyReader(config: ConfigServiceClient, trail: CloudTrailClient): HistoryPort {
  return {
    async find(name) {
      const found: FoundSecret[] = [];
      const query = { resourceType: types.secret, resourceName: name, includeDeletedResources: true };
      for await (const page of paginateListDiscoveredResources({ client: config }, query))
        for (const { resourceId, resourceDeletionTime } of page.resourceIdentifiers ?? [])
          found.push({
            arn: required(resourceId, 'ResourceIdentifier.resourceId'),
            deleted: resourceDeletionTime !== undefined,
          });
      return found;
    },
    async items(subject, resourceId) {
      const items: RecordedItem[] = [];
      // A call spans seven days at most, so pages may be short or empty: only a missing token ends them.
      // https://docs.aws.amazon.com/config/latest/APIReference/API_GetResourceConfigHistory.html
      const query = {
        resourceType: types[subject],
        resourceId,
        chronologicalOrder: 'Forward' as const,
        limit: 100,
      };
      try {
        for await (const page of paginateGetResourceConfigHistory({ client: config }, query))
          items.push(...(page.configurationItems ?? []).map(toItem));
      } catch (error) {
        if (isAws(error, 'ResourceNotDiscoveredException')) return [];
        throw error;
      }
      return items;
    },
    async trail(resourceName) {
      const events: TrailEvent[] = [];
      const query = {
        LookupAttributes: [{ AttributeKey: 'ResourceName' as const, AttributeValue: resourceName }],
      };
      for await (const page of paginateLookupEvents({ client: trail }, query))
        events.push(...(page.Events ?? []).filter(hasChanged).map(toEvent));
      return events;
    },
  };
}

function toItem(item: ConfigurationItem): RecordedItem {
  const status =
    statuses[required(item.configurationItemStatus, 'ConfigurationItem.configurationItemStatus')];
  return {
    at: required(
      item.configurationItemCaptureTime,
      'ConfigurationItem.configurationItemCaptureTime',
    ).toISOString(),
    status: status ?? 'recorded',
    configuration: parsed(item.configuration),
    tags: item.tags ?? {},
  };
}

/** JSON in a string; empty of what is gone. What is no JSON is shown as it is. */
function parsed(configuration: string | undefined): RecordedItem['configuration'] {
  if (!configuration) return undefined;
  try {
    const value: unknown = JSON.parse(configuration);
    if (value === null) return undefined;
    return typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : { configuration: value };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { configuration };
  }
}

function toEvent(event: Event): TrailEvent {
  return {
    id: required(event.EventId, 'Event.EventId'),
    at: required(event.EventTime, 'Event.EventTime').toISOString(),
    name: required(event.EventName, 'Event.EventName'),
    who: whoIn(event.CloudTrailEvent) ?? event.Username ?? 'somebody whom CloudTrail does not name',
  };
}

/** Calls that only read, and calls that AWS refused, changed nothing. */
function hasChanged({ ReadOnly, CloudTrailEvent }: Event): boolean {
  return ReadOnly !== 'true' && recordOf(CloudTrailEvent).errorCode === undefined;
}

interface TrailRecord {
  readonly errorCode?: string;
  readonly userIdentity?: { readonly arn?: string; readonly invokedBy?: string };
}

/** The identity in the full record. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
function whoIn(record: string | undefined): string | undefined {
  const { userIdentity } = recordOf(record);
  return userIdentity?.arn ?? userIdentity?.invokedBy;
}

function recordOf(record: string | undefined): TrailRecord {
  return parsed(record) ?? {};
}
