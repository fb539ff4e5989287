import type { ConfigurationRecorder, DeliveryChannel, ResourceType } from '@aws-sdk/client-config-service';
import { groupWith } from '../desired/recording-group.js';
import type { ChannelSettings, RecorderSettings } from '../model/recorder.js';
import { required } from './errors.js';

/** A recorder's settings in our words. Missing members mean AWS's defaults. https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html */
export function toRecorderSettings(recorder: ConfigurationRecorder): RecorderSettings {
  const group = recorder.recordingGroup;
  const resourceTypes = group?.resourceTypes ?? [];
  const strategy = group?.recordingStrategy?.useOnly;
  return {
    roleArn: required(recorder.roleARN, 'ConfigurationRecorder.roleARN'),
    allSupported: group?.allSupported ?? (strategy === undefined && resourceTypes.length === 0),
    includeGlobalResourceTypes: group?.includeGlobalResourceTypes ?? false,
    strategy,
    resourceTypes,
    excludedTypes: group?.exclusionByResourceTypes?.resourceTypes ?? [],
    frequency: recorder.recordingMode?.recordingFrequency ?? 'CONTINUOUS',
    frequencyOverrides: (recorder.recordingMode?.recordingModeOverrides ?? []).map((override) => ({
      resourceTypes: override.resourceTypes ?? [],
      frequency: override.recordingFrequency ?? 'CONTINUOUS',
    })),
  };
}

/** A recorder with exactly these settings. */
export function fromRecorderSettings(name: string, settings: RecorderSettings): ConfigurationRecorder {
  const { roleArn, allSupported, includeGlobalResourceTypes, strategy } = settings;
  const { resourceTypes, excludedTypes, frequency, frequencyOverrides } = settings;
  return {
    name,
    roleARN: roleArn,
    recordingGroup: {
      allSupported,
      includeGlobalResourceTypes,
      resourceTypes: resourceTypes as ResourceType[],
      ...(excludedTypes.length > 0 && {
        exclusionByResourceTypes: { resourceTypes: excludedTypes as ResourceType[] },
      }),
      ...(strategy && { recordingStrategy: { useOnly: strategy } }),
    },
    recordingMode: {
      recordingFrequency: frequency,
      ...(frequencyOverrides.length > 0 && {
        recordingModeOverrides: frequencyOverrides.map((override) => ({
          resourceTypes: override.resourceTypes as ResourceType[],
          recordingFrequency: override.frequency,
        })),
      }),
    },
  };
}

export function fromChannelSettings(name: string, channel: ChannelSettings): DeliveryChannel {
  const { bucket, keyPrefix, kmsKeyArn, topicArn } = channel;
  return {
    name,
    s3BucketName: bucket,
    ...(keyPrefix && { s3KeyPrefix: keyPrefix }),
    ...(kmsKeyArn && { s3KmsKeyArn: kmsKeyArn }),
    ...(topicArn && { snsTopicARN: topicArn }),
  };
}

/**
 * The recorder with `type` recorded as well, and every other member as it was, those that this SDK does not know too;
 * the same object where it is recorded already.
 */
export function withType<T extends ConfigurationRecorder>(recorder: T, type: string): T {
  const change = groupWith(toRecorderSettings(recorder), type);
  if (Object.keys(change).length === 0) return recorder;
  const { excludedTypes, strategy, ...rest } = change;
  const group = recorder.recordingGroup;
  const exclusions = group?.exclusionByResourceTypes;
  return {
    ...recorder,
    recordingGroup: {
      ...group,
      ...rest,
      ...(excludedTypes && { exclusionByResourceTypes: { ...exclusions, resourceTypes: excludedTypes } }),
      ...(strategy && { recordingStrategy: { ...group?.recordingStrategy, useOnly: strategy } }),
    },
  };
}
