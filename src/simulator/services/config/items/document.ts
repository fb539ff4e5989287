import type { Document, Json } from '../query/document.js';
import type { ConfigurationItem } from './types.js';

/**
 * An item as advanced queries see it: `configuration` in its structure, times in ISO 8601, a tag as `tags.key`, `tags.value`
 * and `tags.tag` ("the concatenation … with an = sign"), and of a relationship all but its name.
 * Source: https://github.com/awslabs/aws-config-resource-schema, README and the files of each type.
 */
export function documentOf(item: ConfigurationItem): Document {
  return {
    version: '1.3',
    accountId: item.accountId,
    awsRegion: item.region,
    arn: item.arn,
    availabilityZone: item.arn === undefined ? undefined : 'Not Applicable',
    resourceId: item.resourceId,
    resourceName: item.name,
    resourceType: item.resourceType,
    resourceCreationTime: iso(item.createdAt),
    configurationItemCaptureTime: iso(item.capturedAt),
    configurationItemDeliveryTime: iso(item.deliveredAt),
    configurationItemStatus: item.status,
    configurationStateId: item.stateId,
    recordingFrequency: item.frequency === 'DAILY' ? 'DAILY' : undefined,
    tags: Object.entries(item.tags).map(([key, value]) => ({ key, value, tag: `${key}=${value}` })),
    relationships: item.relationships.map(({ resourceType, resourceId }) => ({ resourceType, resourceId })),
    configuration: item.configuration as Json,
    supplementaryConfiguration: item.supplementaryConfiguration as Json,
  };
}

function iso(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
