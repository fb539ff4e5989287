import type { ConfigurationRecorder } from '@aws-sdk/client-config-service';
import type { RecorderSettings } from '../model/observed.js';
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
  };
}

/**
 * The recorder with `type` recorded as well, and every other field as it was; the same object where it is recorded
 * already. The group of all types is left alone, whatever else it says.
 */
export function withType(recorder: ConfigurationRecorder, type: string): ConfigurationRecorder {
  const { strategy, allSupported, resourceTypes, excludedTypes } = toRecorderSettings(recorder);
  const group = recorder.recordingGroup;
  // The API takes type names that this SDK does not list yet; its types don't.
  type Types = NonNullable<NonNullable<typeof group>['resourceTypes']>;
  if (strategy === 'EXCLUSION_BY_RESOURCE_TYPES') {
    if (!excludedTypes.includes(type)) return recorder;
    const kept = excludedTypes.filter((other) => other !== type) as Types;
    // An empty list of exclusions is not valid; nothing left to exclude means everything.
    const exclusion = kept.length > 0 ? { exclusionByResourceTypes: { resourceTypes: kept } } : everything;
    return { ...recorder, recordingGroup: { ...group, ...exclusion } };
  }
  if (allSupported || strategy === 'ALL_SUPPORTED_RESOURCE_TYPES' || resourceTypes.includes(type))
    return recorder;
  return { ...recorder, recordingGroup: { ...group, resourceTypes: [...resourceTypes, type] as Types } };
}

const everything = {
  allSupported: true,
  recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' as const },
  exclusionByResourceTypes: undefined,
};
