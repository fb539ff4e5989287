import type { Desired } from '../model/desired.js';
import { isControlTowers } from '../desired/control-tower.js';
import { extensionOf, records } from '../desired/recording-group.js';
import type { RecorderLook, SeenTarget } from '../model/observed.js';
import type { Difference, Obstacle } from '../model/plan.js';
import type { Target } from '../model/target.js';

/** What becomes of a recorder that was there before. */
export interface Adoption {
  readonly start: boolean;
  /** Changes to its group; empty: none. */
  readonly extend: readonly Difference[];
  readonly obstacles: readonly Obstacle[];
}

/**
 * A recorder that orgsecrets did not make is changed only where the org.yaml says so. Without a delivery channel it can't
 * be started (NoAvailableDeliveryChannelException), and a channel that orgsecrets made would be one more thing that its
 * owner knows nothing of.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_StartConfigurationRecorder.html
 */
export function adopt(
  target: Target,
  recorder: RecorderLook,
  channel: SeenTarget['channel'],
  desired: Pick<Desired, 'recorder'>,
): Adoption {
  if (isControlTowers(recorder)) return adoptControlTowers(target, recorder, channel, desired);
  const mode = desired.recorder.adopt;
  const { requiredType } = desired.recorder;
  const named = `recorder ${recorder.name}, which was there before,`;
  const extend = recorder.settings && extensionOf(recorder.settings, requiredType);
  const obstacles: Obstacle[] = [];
  const obstacle = (reason: string, instructions: string) =>
    obstacles.push({ ...target, reason, instructions });
  if (extend === undefined)
    obstacle(
      `it is unknown whether ${named} records ${requiredType}`,
      'Allow the role to call config:DescribeConfigurationRecorders, and run again.',
    );
  else if (
    recorder.settings &&
    !records(recorder.settings, requiredType) &&
    (mode !== 'extend' || extend.length === 0)
  )
    obstacle(
      `${named} does not record ${requiredType}`,
      extend.length > 0
        ? 'Add the type to that recorder, or set recorder.adopt: extend in the org.yaml.'
        : `Add the type to that recorder: orgsecrets does not know its recording strategy, ${recorder.settings.strategy}, and leaves it alone.`,
    );
  if (channel === undefined)
    obstacle(
      `${named} has no delivery channel`,
      `Give it one, with a bucket of its owner's choice (aws configservice put-delivery-channel), and run again; or delete the recorder, and orgsecrets makes its own.`,
    );
  const startable = channel !== undefined;
  if (!recorder.recording && startable && mode === 'as-is')
    obstacle(`${named} is stopped`, 'Start that recorder, or set recorder.adopt: start in the org.yaml.');
  return {
    start: !recorder.recording && startable && mode !== 'as-is',
    extend: mode === 'extend' ? (extend ?? []) : [],
    obstacles,
  };
}

/**
 * Control Tower's own recorder is left to Control Tower, whatever the org.yaml says: one of its controls denies the
 * change, and the next update of the landing zone would undo it.
 * https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html
 */
function adoptControlTowers(
  target: Target,
  { name, recording, settings }: RecorderLook,
  channel: SeenTarget['channel'],
  { recorder: { requiredType } }: Pick<Desired, 'recorder'>,
): Adoption {
  const lacks = [
    ...(recording ? [] : ['is stopped']),
    ...(settings && !records(settings, requiredType) ? [`does not record ${requiredType}`] : []),
    ...(channel === undefined ? ['has no delivery channel'] : []),
  ];
  const instructions =
    'Mend it in Control Tower: re-register the organizational unit, or reset the landing zone; what your own customization leaves out is put back there.';
  return {
    start: false,
    extend: [],
    obstacles: lacks.map((lack) => ({
      ...target,
      reason: `recorder ${name}, which is Control Tower's, ${lack}`,
      instructions,
    })),
  };
}
