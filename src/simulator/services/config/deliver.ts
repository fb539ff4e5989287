import { ServiceError } from '../../kernel/contract.js';
import type { Shape, World } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { asConfig } from './identity.js';
import type { DeliveryInfo, Place } from './state.js';

/** Where AWS Config writes, `prefix/AWSLogs/ACCOUNT/Config/…`. */
function objectKey(place: Place, settings: Shape, rest: string): string {
  const prefix = text(settings, 's3KeyPrefix');
  return `${prefix === undefined ? '' : `${prefix}/`}AWSLogs/${place.accountId}/Config/${rest}`;
}

/** Puts one object into the channel's bucket: as the recorder's role, and where that may not, as the service. */
export async function writeObject(
  world: World,
  place: Place,
  roleArn: string,
  settings: Shape,
  rest: string,
): Promise<void> {
  const input = {
    Bucket: text(settings, 's3BucketName') ?? '',
    Key: objectKey(place, settings, rest),
    ACL: 'bucket-owner-full-control',
    ...encryption(settings),
  };
  await asConfig(world, place, roleArn, (caller) =>
    world.invoke('s3', 'PutObject', input, { caller, region: place.region }),
  );
}

function encryption(settings: Shape): Shape {
  const key = text(settings, 's3KmsKeyArn');
  return key === undefined ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key };
}

/** Delivers what was recorded so far as a history file. */
export function deliverHistory(
  world: World,
  place: Place,
  roleArn: string,
  settings: Shape,
): Promise<DeliveryInfo> {
  return deliverFile(world, place, roleArn, settings, 'ConfigHistory');
}

/** Delivers the present state as a snapshot file. */
export function deliverSnapshot(
  world: World,
  place: Place,
  roleArn: string,
  settings: Shape,
): Promise<DeliveryInfo> {
  return deliverFile(world, place, roleArn, settings, 'ConfigSnapshot');
}

function deliverFile(
  world: World,
  place: Place,
  roleArn: string,
  settings: Shape,
  kind: string,
): Promise<DeliveryInfo> {
  const date = new Date(world.clock.now());
  const day = `${date.getUTCFullYear()}/${date.getUTCMonth() + 1}/${date.getUTCDate()}`;
  const stamp = date.toISOString().replace(/[-:]|\.\d+/g, '');
  const file = `${place.accountId}_Config_${place.region}_${kind}_${stamp}_${world.random.hex(8)}.json.gz`;
  return attempt(world, () =>
    writeObject(world, place, roleArn, settings, `${place.region}/${day}/${kind}/${file}`),
  );
}

/** Tells the channel's topic, where there is one. */
export function deliverStream(
  world: World,
  place: Place,
  roleArn: string,
  settings: Shape,
): Promise<DeliveryInfo> {
  const topic = text(settings, 'snsTopicARN');
  if (topic === undefined)
    return Promise.resolve({ status: 'NOT_APPLICABLE', attemptTime: world.clock.now() });
  const input = {
    TopicArn: topic,
    Subject: `[AWS Config:${place.region}] Configuration items recorded in account ${place.accountId}`,
    Message: JSON.stringify({
      messageType: 'ConfigurationHistoryDeliveryCompleted',
      awsAccountId: place.accountId,
    }),
  };
  return attempt(world, () =>
    asConfig(world, place, roleArn, (caller) =>
      world.invoke('sns', 'Publish', input, { caller, region: place.region }),
    ),
  );
}

async function attempt(world: World, work: () => Promise<unknown>): Promise<DeliveryInfo> {
  const attemptTime = world.clock.now();
  try {
    await work();
    return { status: 'SUCCESS', attemptTime, successTime: attemptTime };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { status: 'FAILURE', attemptTime, errorCode: error.code, errorMessage: error.message };
  }
}
