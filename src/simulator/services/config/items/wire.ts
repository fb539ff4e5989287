import { createHash } from 'node:crypto';
import type { Shape } from '../../../kernel/contract.js';
import { compact, time } from '../wire.js';
import type { ConfigurationItem } from './types.js';

/**
 * An item as GetResourceConfigHistory answers it: the configuration is JSON in a string, empty of what was deleted.
 * `recordingFrequency` and the delivery time are there for daily recording alone (API model, ConfigurationItem).
 */
export function historyItem(item: ConfigurationItem): Shape {
  return {
    ...baseItem(item),
    // "As of Version 1.3, the relatedEvents field is empty." (API model)
    relatedEvents: [],
    relationships: item.relationships,
    tags: item.tags,
    configurationItemMD5Hash: createHash('md5')
      .update(JSON.stringify([item.configuration, item.tags, item.relationships]))
      .digest('hex'),
  };
}

/** An item as BatchGetResourceConfig answers it. */
export function baseItem(item: ConfigurationItem): Shape {
  const daily = item.frequency === 'DAILY';
  return compact({
    version: '1.3',
    accountId: item.accountId,
    configurationItemCaptureTime: time(item.capturedAt),
    configurationItemStatus: item.status,
    configurationStateId: item.stateId,
    arn: item.arn,
    resourceType: item.resourceType,
    resourceId: item.resourceId,
    resourceName: item.name,
    awsRegion: item.region,
    availabilityZone: 'Not Applicable',
    resourceCreationTime: time(item.createdAt),
    configuration: item.configuration === undefined ? '' : JSON.stringify(item.configuration),
    supplementaryConfiguration: Object.fromEntries(
      Object.entries(item.supplementaryConfiguration ?? {}).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ),
    recordingFrequency: daily ? 'DAILY' : undefined,
    configurationItemDeliveryTime: daily ? time(item.deliveredAt) : undefined,
  });
}
