import type { Target } from '../model/target.js';
import type { RecordedItem, RelatedResource } from '../model/timeline.js';

/**
 * Keys and functions that the secret ever had, by what its own items say: only those of its account and Region can be
 * read there.
 */
export function relatedResources(items: readonly RecordedItem[], place: Target): readonly RelatedResource[] {
  const found = items.flatMap(({ configuration }): readonly RelatedResource[] => {
    const key = text(configuration, 'KMSKeyId');
    const rotates = text(configuration, 'RotationLambdaARN');
    return [
      ...(key === undefined ? [] : [keyOf(key, place)]),
      ...(rotates === undefined ? [] : [functionOf(rotates, place)]),
    ];
  });
  return [...new Map(found.map((one) => [`${one.subject} ${one.resourceId}`, one])).values()];
}

function text(configuration: RecordedItem['configuration'], name: string): string | undefined {
  const value = configuration?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** AWS Config knows a key by its id alone. An alias does not tell which key it stood for at the time. */
function keyOf(reference: string, place: Target): RelatedResource {
  const subject = 'key';
  if (reference.includes('alias/'))
    return { subject, resourceId: reference, missing: 'an alias does not tell which key it stood for' };
  const [, , , region, accountId, ...rest] = reference.split(':');
  if (accountId === undefined) return { subject, resourceId: reference };
  const elsewhere = missingFrom(place, accountId, region);
  return elsewhere === undefined
    ? { subject, resourceId: rest.join(':').replace(/^key\//, '') }
    : { subject, resourceId: reference, missing: elsewhere };
}

/** AWS Config knows a function by its name alone; the ARN may end with an alias or a version. */
function functionOf(arn: string, place: Target): RelatedResource {
  const subject = 'function';
  const [, , , region, accountId, , name] = arn.split(':');
  const elsewhere = missingFrom(place, accountId, region);
  return elsewhere === undefined && name !== undefined
    ? { subject, resourceId: name }
    : { subject, resourceId: arn, missing: elsewhere ?? 'its ARN does not name a function' };
}

function missingFrom(
  place: Target,
  accountId: string | undefined,
  region: string | undefined,
): string | undefined {
  if (accountId !== place.accountId)
    return `it belongs to account ${accountId}: what AWS Config has of it is there`;
  if (region !== place.region) return `it is in ${region}: what AWS Config has of it is there`;
  return undefined;
}
