import type { RecorderSettings } from '../model/recorder.js';
import type { Difference } from '../model/plan.js';

/** Does a recorder with these settings record resources of `type`? */
export function records(settings: RecorderSettings, type: string): boolean {
  if (settings.allSupported || settings.strategy === 'ALL_SUPPORTED_RESOURCE_TYPES') return true;
  if (settings.strategy === 'EXCLUSION_BY_RESOURCE_TYPES') return !settings.excludedTypes.includes(type);
  return settings.resourceTypes.includes(type);
}

type Group = Pick<
  RecorderSettings,
  'allSupported' | 'includeGlobalResourceTypes' | 'strategy' | 'resourceTypes' | 'excludedTypes'
>;

/**
 * What a group has to become so that it records `type` as well, and everything that it recorded before; nothing where
 * it does already, and nothing where AWS has a new strategy by now that nobody here knows. Only members that change are
 * named.
 *
 * A list of exclusions can't be empty, so a group whose one exclusion goes becomes that of all types. That one leaves the
 * global IAM types out unless told otherwise, and a group with exclusions does not, so it is told.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html
 */
export function groupWith(settings: RecorderSettings, type: string): Partial<Group> {
  if (records(settings, type)) return {};
  if (settings.strategy === undefined || settings.strategy === 'INCLUSION_BY_RESOURCE_TYPES')
    return { resourceTypes: [...settings.resourceTypes, type] };
  if (settings.strategy !== 'EXCLUSION_BY_RESOURCE_TYPES') return {};
  const excludedTypes = settings.excludedTypes.filter((excluded) => excluded !== type);
  if (excludedTypes.length > 0) return { excludedTypes };
  return {
    allSupported: true,
    includeGlobalResourceTypes: true,
    excludedTypes,
    strategy: 'ALL_SUPPORTED_RESOURCE_TYPES',
  };
}

const fields: Readonly<Record<keyof Group, string>> = {
  allSupported: 'recordingGroup.allSupported',
  includeGlobalResourceTypes: 'recordingGroup.includeGlobalResourceTypes',
  strategy: 'recordingGroup.recordingStrategy.useOnly',
  resourceTypes: 'recordingGroup.resourceTypes',
  excludedTypes: 'recordingGroup.exclusionByResourceTypes.resourceTypes',
};

/** The same, field by field, as AWS names the fields and people read them. */
export function extensionOf(settings: RecorderSettings, type: string): readonly Difference[] {
  const group = groupWith(settings, type);
  return (Object.keys(fields) as (keyof Group)[])
    .filter((key) => group[key] !== undefined && group[key] !== settings[key])
    .map((key) => ({ field: fields[key], from: text(settings[key]), to: text(group[key]) }));
}

function text(value: Group[keyof Group]): string {
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
}
