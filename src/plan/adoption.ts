import type { Desired } from '../model/desired.js';
import type { RecorderLook, RecorderSettings } from '../model/observed.js';
import type { Difference, Obstacle } from '../model/plan.js';
import type { Target } from '../model/target.js';

/** What becomes of a recorder that was there before. */
export interface Adoption {
  readonly start: boolean;
  /** Changes to its group; empty: none. */
  readonly extend: readonly Difference[];
  readonly obstacles: readonly Obstacle[];
}

/** A recorder that orgsecrets did not make is changed only where the org.yaml says so. */
export function adopt(target: Target, recorder: RecorderLook, desired: Pick<Desired, 'recorder'>): Adoption {
  const mode = desired.recorder.adopt;
  const { requiredType } = desired.recorder;
  const extend = extension(recorder.settings, requiredType);
  const obstacles: Obstacle[] = [];
  if (extend === 'unknown')
    obstacles.push({
      ...target,
      reason: `it is unknown whether recorder ${recorder.name}, which was there before, records ${requiredType}`,
      instructions: 'Allow the role to call config:DescribeConfigurationRecorders, and run again.',
    });
  else if (extend.length > 0 && mode !== 'extend')
    obstacles.push({
      ...target,
      reason: `recorder ${recorder.name}, which was there before, does not record ${requiredType}`,
      instructions: 'Add the type to that recorder, or set recorder.adopt: extend in the org.yaml.',
    });
  if (!recorder.recording && mode === 'as-is')
    obstacles.push({
      ...target,
      reason: `recorder ${recorder.name}, which was there before, is stopped`,
      instructions: 'Start that recorder, or set recorder.adopt: start in the org.yaml.',
    });
  return {
    start: !recorder.recording && mode !== 'as-is',
    extend: mode === 'extend' && extend !== 'unknown' ? extend : [],
    obstacles,
  };
}

/** https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html */
function extension(settings: RecorderSettings | undefined, type: string): readonly Difference[] | 'unknown' {
  if (settings === undefined) return 'unknown';
  if (settings.strategy === 'ALL_SUPPORTED_RESOURCE_TYPES' || settings.allSupported) return [];
  if (settings.strategy === 'EXCLUSION_BY_RESOURCE_TYPES') {
    if (!settings.excludedTypes.includes(type)) return [];
    const left = settings.excludedTypes.filter((excluded) => excluded !== type);
    return [difference('recordingGroup.exclusionByResourceTypes', settings.excludedTypes, left)];
  }
  if (settings.resourceTypes.includes(type)) return [];
  return [
    difference('recordingGroup.resourceTypes', settings.resourceTypes, [...settings.resourceTypes, type]),
  ];
}

function difference(field: string, from: readonly string[], to: readonly string[]): Difference {
  return { field, from: from.join(', '), to: to.join(', ') };
}
