import type { Shape } from '../../../../src/simulator/kernel/contract.js';
import { bucket } from './bucket.js';
import { linkedRoleArn, member } from './world.js';
import type { TestWorld } from './world.js';

/** Puts a recorder that records secrets alone, as an account's administrator. */
export function putRecorder(test: TestWorld, changes: Shape = {}, accountId = member): Promise<Shape> {
  return test.call(
    'config',
    'PutConfigurationRecorder',
    {
      ConfigurationRecorder: {
        name: 'orgsecrets',
        roleARN: linkedRoleArn(accountId),
        recordingGroup: { allSupported: false, resourceTypes: ['AWS::SecretsManager::Secret'] },
        ...changes,
      },
    },
    { accountId },
  );
}

export function putChannel(test: TestWorld, changes: Shape = {}, accountId = member): Promise<Shape> {
  const channel = { name: 'orgsecrets', s3BucketName: bucket, ...changes };
  return test.call('config', 'PutDeliveryChannel', { DeliveryChannel: channel }, { accountId });
}

export function start(test: TestWorld, accountId = member): Promise<Shape> {
  return test.call(
    'config',
    'StartConfigurationRecorder',
    { ConfigurationRecorderName: 'orgsecrets' },
    { accountId },
  );
}

export async function recorderStatus(test: TestWorld, accountId = member): Promise<Shape> {
  const answer = await test.call('config', 'DescribeConfigurationRecorderStatus', {}, { accountId });
  return (answer['ConfigurationRecordersStatus'] as Shape[])[0] ?? {};
}

export async function channelStatus(test: TestWorld, accountId = member): Promise<Record<string, Shape>> {
  const answer = await test.call('config', 'DescribeDeliveryChannelStatus', {}, { accountId });
  return (answer['DeliveryChannelsStatus'] as Record<string, Shape>[])[0] ?? {};
}
