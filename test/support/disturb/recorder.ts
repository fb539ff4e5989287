import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { administratorOf } from './administrator.js';
import type { Disturbed, Place } from './administrator.js';

/** The recorder and the channel that the place has, by what AWS Config answers. */
export async function recorderIn(simulator: Disturbed, place: Place): Promise<Shape | undefined> {
  const answer = await administratorOf(simulator, place).call('config', 'DescribeConfigurationRecorders');
  return (answer['ConfigurationRecorders'] as Shape[]).find(
    (recorder) => recorder['servicePrincipal'] === undefined,
  );
}

export async function channelIn(simulator: Disturbed, place: Place): Promise<Shape | undefined> {
  const answer = await administratorOf(simulator, place).call('config', 'DescribeDeliveryChannels');
  return (answer['DeliveryChannels'] as Shape[])[0];
}

export async function stopRecorder(simulator: Disturbed, place: Place): Promise<void> {
  await named(simulator, place, 'StopConfigurationRecorder');
}

/** The channel stays, and what was recorded. */
export async function deleteRecorder(simulator: Disturbed, place: Place): Promise<void> {
  await named(simulator, place, 'DeleteConfigurationRecorder');
}

async function named(simulator: Disturbed, place: Place, operation: string): Promise<void> {
  const recorder = await recorderIn(simulator, place);
  await administratorOf(simulator, place).call('config', operation, {
    ConfigurationRecorderName: recorder?.['name'],
  });
}

/** Records other types: by default none of those for secrets. */
export async function changeTypes(
  simulator: Disturbed,
  place: Place,
  resourceTypes: readonly string[] = ['AWS::EC2::Instance'],
): Promise<void> {
  await put(simulator, place, { recordingGroup: { allSupported: false, resourceTypes } });
}

/** Records once a day. */
export async function changeMode(simulator: Disturbed, place: Place): Promise<void> {
  await put(simulator, place, { recordingMode: { recordingFrequency: 'DAILY' } });
}

/** Gives the recorder a role of the account's own, which may do what a recorder must. */
export async function changeRole(simulator: Disturbed, place: Place): Promise<void> {
  const administrator = administratorOf(simulator, place);
  const { partition } = simulator.world;
  const RoleName = `config-of-${place.region}`;
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'config.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ];
  await administrator.call('iam', 'CreateRole', {
    RoleName,
    AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  await administrator.call('iam', 'AttachRolePolicy', {
    RoleName,
    PolicyArn: `arn:${partition}:iam::aws:policy/service-role/AWS_ConfigRole`,
  });
  await put(simulator, place, { roleARN: `arn:${partition}:iam::${place.accountId}:role/${RoleName}` });
}

/** A put replaces the whole recorder: what is not changed is put as it is. */
async function put(simulator: Disturbed, place: Place, changes: Shape): Promise<void> {
  const { name, roleARN, recordingGroup, recordingMode } = (await recorderIn(simulator, place)) ?? {};
  await administratorOf(simulator, place).call('config', 'PutConfigurationRecorder', {
    ConfigurationRecorder: { name, roleARN, recordingGroup, recordingMode, ...changes },
  });
}

/** The channel can only go while nothing records: the recorder is stopped, and stays so. */
export async function deleteChannel(simulator: Disturbed, place: Place): Promise<void> {
  await stopRecorder(simulator, place);
  const channel = await channelIn(simulator, place);
  await administratorOf(simulator, place).call('config', 'DeleteDeliveryChannel', {
    DeliveryChannelName: channel?.['name'],
  });
}

/** Deletes recorder and channel, and makes others in their place, as the account's own. */
export async function replaceRecorder(simulator: Disturbed, place: Place, name = 'default'): Promise<void> {
  const { roleARN } = (await recorderIn(simulator, place)) ?? {};
  await deleteChannel(simulator, place);
  await deleteRecorder(simulator, place);
  const administrator = administratorOf(simulator, place);
  const ConfigurationRecorder = { name, roleARN, recordingGroup: { allSupported: true } };
  await administrator.call('config', 'PutConfigurationRecorder', { ConfigurationRecorder });
  const s3BucketName = await bucketOfItsOwn(simulator, place);
  await administrator.call('config', 'PutDeliveryChannel', { DeliveryChannel: { name, s3BucketName } });
  await administrator.call('config', 'StartConfigurationRecorder', { ConfigurationRecorderName: name });
}

/** Delivers to a bucket of the account's own from now on. */
export async function pointChannelElsewhere(simulator: Disturbed, place: Place): Promise<void> {
  const s3BucketName = await bucketOfItsOwn(simulator, place);
  const channel = await channelIn(simulator, place);
  await administratorOf(simulator, place).call('config', 'PutDeliveryChannel', {
    DeliveryChannel: { name: channel?.['name'], s3BucketName },
  });
}

/** Makes a bucket that AWS Config may deliver to. */
async function bucketOfItsOwn(simulator: Disturbed, place: Place): Promise<string> {
  const administrator = administratorOf(simulator, place);
  const { partition } = simulator.world;
  const Bucket = `history-of-${place.accountId}-${place.region}`;
  const location = place.region === 'us-east-1' ? {} : { LocationConstraint: place.region };
  await administrator.call('s3', 'CreateBucket', { Bucket, ...location });
  const Statement = [
    {
      Effect: 'Allow',
      Principal: { Service: 'config.amazonaws.com' },
      Action: ['s3:GetBucketAcl', 's3:ListBucket', 's3:PutObject'],
      Resource: [`arn:${partition}:s3:::${Bucket}`, `arn:${partition}:s3:::${Bucket}/*`],
      Condition: { StringEquals: { 'aws:SourceAccount': place.accountId } },
    },
  ];
  await administrator.call('s3', 'PutBucketPolicy', {
    Bucket,
    Policy: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  return Bucket;
}
