import type { Difference } from '../model/plan.js';
import type { ChannelSettings, RecorderSettings } from '../model/recorder.js';
import { compareText, type AccountId } from '../model/target.js';
import type { Desired } from '../model/desired.js';
import { recorderName } from './names.js';

/** The recorder and the delivery channel that `templates/recorder.yaml` makes in one account. */
export interface OurRecorder {
  readonly name: string;
  readonly settings: RecorderSettings;
  readonly channel: ChannelSettings;
}

/** @param parameters of the StackSet, as it is or as it should be. */
export function ourRecorder(
  parameters: Readonly<Record<string, string>>,
  accountId: AccountId,
  { partition, prefix }: Pick<Desired, 'partition' | 'prefix'>,
): OurRecorder {
  const role =
    parameters['RecorderRole'] === 'dedicated'
      ? `${prefix}-recorder`
      : 'aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig';
  const keyPrefix = parameters['BucketKeyPrefix'] ?? '';
  return {
    name: recorderName,
    settings: {
      roleArn: `arn:${partition}:iam::${accountId}:role/${role}`,
      allSupported: false,
      includeGlobalResourceTypes: false,
      strategy: 'INCLUSION_BY_RESOURCE_TYPES',
      resourceTypes: (parameters['ResourceTypes'] ?? '').split(','),
      excludedTypes: [],
      frequency: parameters['Frequency'] === 'DAILY' ? 'DAILY' : 'CONTINUOUS',
      frequencyOverrides: [],
    },
    channel: {
      bucket: parameters['BucketName'] ?? '',
      keyPrefix: keyPrefix === '' ? undefined : keyPrefix,
      kmsKeyArn: undefined,
      topicArn: undefined,
    },
  };
}

/** Field by field, as AWS names the fields. The order of types is nobody's business. */
export function recorderDifferences(should: RecorderSettings, is: RecorderSettings): readonly Difference[] {
  return compared(recorderFields(is), recorderFields(should));
}

/** How often a snapshot is taken is not compared: what AWS answers where none is asked for is not documented. */
export function channelDifferences(should: ChannelSettings, is: ChannelSettings): readonly Difference[] {
  return compared(channelFields(is), channelFields(should));
}

type Fields = Readonly<Record<string, string | undefined>>;

function recorderFields(settings: RecorderSettings): Fields {
  const list = (types: readonly string[]) => types.toSorted(compareText).join(', ') || undefined;
  const overrides = settings.frequencyOverrides.map(
    ({ resourceTypes, frequency }) => `${list(resourceTypes)} ${frequency}`,
  );
  return {
    roleARN: settings.roleArn,
    'recordingGroup.allSupported': String(settings.allSupported),
    'recordingGroup.includeGlobalResourceTypes': String(settings.includeGlobalResourceTypes),
    // Older recorders say nothing: a list of types then means these types.
    'recordingGroup.recordingStrategy.useOnly':
      settings.strategy ??
      (settings.allSupported ? 'ALL_SUPPORTED_RESOURCE_TYPES' : 'INCLUSION_BY_RESOURCE_TYPES'),
    'recordingGroup.resourceTypes': list(settings.resourceTypes),
    'recordingGroup.exclusionByResourceTypes.resourceTypes': list(settings.excludedTypes),
    'recordingMode.recordingFrequency': settings.frequency,
    'recordingMode.recordingModeOverrides': list(overrides),
  };
}

function channelFields({ bucket, keyPrefix, kmsKeyArn, topicArn }: ChannelSettings): Fields {
  return { s3BucketName: bucket, s3KeyPrefix: keyPrefix, s3KmsKeyArn: kmsKeyArn, snsTopicARN: topicArn };
}

function compared(from: Fields, to: Fields): readonly Difference[] {
  return Object.keys(to)
    .filter((field) => from[field] !== to[field])
    .map((field) => ({ field, from: from[field], to: to[field] }));
}
