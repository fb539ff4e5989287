import { ServiceError } from '../../kernel/contract.js';
import type { Shape } from '../../kernel/contract.js';
import { flag, shape, shapes, text, texts } from '../../kernel/input.js';
import { resourceTypes } from './resource-types.js';

/** Recorded only where `includeGlobalResourceTypes` is set. Source: API model, RecordingGroup. */
const globalTypes = ['AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::Role', 'AWS::IAM::Policy'];
/** Never daily. Source: API model, RecordingMode. */
const continuousOnly = [
  'AWS::Config::ResourceCompliance',
  'AWS::Config::ConformancePackCompliance',
  'AWS::Config::ConfigurationRecorder',
];
const strategies = [
  'ALL_SUPPORTED_RESOURCE_TYPES',
  'INCLUSION_BY_RESOURCE_TYPES',
  'EXCLUSION_BY_RESOURCE_TYPES',
];

/**
 * Checks a recording group and fills in what AWS fills in: every answer has `recordingStrategy`,
 * `exclusionByResourceTypes` and `resourceTypes`. Without a group: everything but the global IAM types.
 */
export function normalizeRecordingGroup(group: Shape | undefined): Shape {
  const listed = texts(group ?? {}, 'resourceTypes') ?? [];
  const excluded = texts(shape(group ?? {}, 'exclusionByResourceTypes') ?? {}, 'resourceTypes') ?? [];
  checkTypes(listed, 'resourceTypes');
  checkTypes(excluded, 'exclusionByResourceTypes.resourceTypes');
  const given = flag(group ?? {}, 'allSupported');
  const global = flag(group ?? {}, 'includeGlobalResourceTypes') ?? false;
  const asked = text(shape(group ?? {}, 'recordingStrategy') ?? {}, 'useOnly');
  if (asked !== undefined && !strategies.includes(asked)) {
    throw enumError(asked, 'recordingStrategy.useOnly', strategies);
  }
  const strategy = asked ?? impliedStrategy(given, listed, excluded);
  const all = given ?? (group === undefined || strategy === 'ALL_SUPPORTED_RESOURCE_TYPES');
  if (!consistent(strategy, all, global, listed, excluded)) throw invalidGroup();
  return {
    allSupported: all,
    includeGlobalResourceTypes: global,
    resourceTypes: listed,
    exclusionByResourceTypes: { resourceTypes: excluded },
    recordingStrategy: { useOnly: strategy },
  };
}

function impliedStrategy(
  all: boolean | undefined,
  listed: readonly string[],
  excluded: readonly string[],
): string {
  if (excluded.length > 0) return 'EXCLUSION_BY_RESOURCE_TYPES';
  if (listed.length > 0 || all === false) return 'INCLUSION_BY_RESOURCE_TYPES';
  return 'ALL_SUPPORTED_RESOURCE_TYPES';
}

/** The combinations that the API model's RecordingGroup and RecordingStrategy describe. */
function consistent(
  strategy: string,
  all: boolean,
  global: boolean,
  listed: readonly string[],
  excluded: readonly string[],
): boolean {
  if (strategy === 'ALL_SUPPORTED_RESOURCE_TYPES') return all && listed.length === 0 && excluded.length === 0;
  if (all || global) return false;
  if (strategy === 'INCLUSION_BY_RESOURCE_TYPES') return listed.length > 0 && excluded.length === 0;
  return excluded.length > 0 && listed.length === 0;
}

/** Checks a recording mode and fills in the default, CONTINUOUS. */
export function normalizeRecordingMode(mode: Shape | undefined): Shape {
  if (mode === undefined) return { recordingFrequency: 'CONTINUOUS' };
  const frequency = checkFrequency(text(mode, 'recordingFrequency'));
  const overrides = shapes(mode, 'recordingModeOverrides');
  if ((overrides?.length ?? 0) > 1) {
    throw new ServiceError(
      'ValidationException',
      "1 validation error detected: Value at 'configurationRecorder.recordingMode.recordingModeOverrides' failed to satisfy constraint: Member must have length less than or equal to 1",
    );
  }
  for (const override of overrides ?? []) {
    const types = texts(override, 'resourceTypes') ?? [];
    checkTypes(types, 'recordingMode.recordingModeOverrides.resourceTypes');
    const daily = checkFrequency(text(override, 'recordingFrequency')) === 'DAILY';
    if (daily && types.some((type) => continuousOnly.includes(type))) throw invalidGroup();
  }
  return {
    recordingFrequency: frequency,
    ...(overrides === undefined ? {} : { recordingModeOverrides: overrides }),
  };
}

/** Does a recorder with this (normalized) group record resources of this type? */
export function recordsType(group: Shape, type: string): boolean {
  const listed = texts(group, 'resourceTypes') ?? [];
  const excluded = texts(shape(group, 'exclusionByResourceTypes') ?? {}, 'resourceTypes') ?? [];
  if (listed.length > 0) return listed.includes(type);
  if (globalTypes.includes(type) && excluded.length === 0)
    return flag(group, 'includeGlobalResourceTypes') ?? false;
  return !excluded.includes(type);
}

/** How often a recorder with this (normalized) mode records resources of this type. */
export function recordingFrequency(mode: Shape, type: string): 'CONTINUOUS' | 'DAILY' {
  if (continuousOnly.includes(type)) return 'CONTINUOUS';
  const own = (shapes(mode, 'recordingModeOverrides') ?? []).find((override) =>
    (texts(override, 'resourceTypes') ?? []).includes(type),
  );
  return text(own ?? mode, 'recordingFrequency') === 'DAILY' ? 'DAILY' : 'CONTINUOUS';
}

function checkFrequency(frequency: string | undefined): string {
  if (frequency === 'CONTINUOUS' || frequency === 'DAILY') return frequency;
  throw enumError(String(frequency), 'recordingMode.recordingFrequency', ['CONTINUOUS', 'DAILY']);
}

function checkTypes(types: readonly string[], member: string): void {
  const unknown = types.filter((type) => !resourceTypes.has(type));
  if (unknown.length > 0)
    throw enumError(`[${unknown.join(', ')}]`, member, ['a resource type that AWS Config supports']);
}

function invalidGroup(): ServiceError {
  return new ServiceError('InvalidRecordingGroupException', 'The recording group provided is not valid');
}

function enumError(value: string, member: string, allowed: readonly string[]): ServiceError {
  return new ServiceError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at 'configurationRecorder.${member}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
}
