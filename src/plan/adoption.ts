import type { Desired } from '../model/desired.js';
import { isControlTowers } from '../desired/control-tower.js';
import { extensionOf, records } from '../desired/recording-group.js';
import type { RecorderLook, SeenTarget } from '../model/observed.js';
import type { Difference, Obstacle } from '../model/plan.js';

/** What becomes of a recorder that was there before. */
export interface Adoption {
  readonly start: boolean;
  /** Changes to its group; empty: none. */
  readonly extend: readonly Difference[];
  /** What it lacks, and orgsecrets does not give it. */
  readonly lacks: readonly Lack[];
}

export interface Lack extends Pick<Obstacle, 'instructions'> {
  readonly what: 'type' | 'channel' | 'recording';
  /** As a predicate of the recorder: `is stopped`. */
  readonly lack: string;
}

/**
 * A recorder that orgsecrets did not make is changed only where the org.yaml says so. Without a delivery channel it can't
 * be started (NoAvailableDeliveryChannelException), and a channel that orgsecrets made would be one more thing that its
 * owner knows nothing of.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_StartConfigurationRecorder.html
 */
export function adopt(
  recorder: RecorderLook,
  channel: SeenTarget['channel'],
  desired: Pick<Desired, 'recorder'>,
): Adoption {
  if (isControlTowers(recorder)) return adoptControlTowers(recorder, channel, desired);
  const mode = desired.recorder.adopt;
  const { requiredType } = desired.recorder;
  const extend = recorder.settings && extensionOf(recorder.settings, requiredType);
  const lacks: Lack[] = [];
  const lacking = (what: Lack['what'], lack: string, instructions: string) =>
    lacks.push({ what, lack, instructions });
  if (extend === undefined)
    lacking(
      'type',
      `records ${requiredType} or not: that is unknown, its settings could not be read`,
      'Allow the role to call config:DescribeConfigurationRecorders, and run again.',
    );
  else if (
    recorder.settings &&
    !records(recorder.settings, requiredType) &&
    (mode !== 'extend' || extend.length === 0)
  )
    lacking(
      'type',
      `does not record ${requiredType}`,
      extend.length > 0
        ? 'Add the type to that recorder, or set recorder.adopt: extend in the org.yaml.'
        : `Add the type to that recorder: orgsecrets does not know its recording strategy, ${recorder.settings.strategy}, and leaves it alone.`,
    );
  if (channel === undefined)
    lacking(
      'channel',
      'has no delivery channel',
      `Give it one, with a bucket of its owner's choice (aws configservice put-delivery-channel), and run again; or delete the recorder, and orgsecrets makes its own.`,
    );
  const startable = channel !== undefined;
  if (!recorder.recording && startable && mode === 'as-is')
    lacking('recording', 'is stopped', 'Start that recorder, or set recorder.adopt: start in the org.yaml.');
  return {
    start: !recorder.recording && startable && mode !== 'as-is',
    extend: mode === 'extend' ? (extend ?? []) : [],
    lacks,
  };
}

/**
 * Control Tower's own recorder is left to Control Tower, whatever the org.yaml says: one of its controls denies the
 * change, and the next update of the landing zone would undo it.
 * https://docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html
 */
function adoptControlTowers(
  { recording, settings }: RecorderLook,
  channel: SeenTarget['channel'],
  { recorder: { requiredType } }: Pick<Desired, 'recorder'>,
): Adoption {
  const instructions =
    'Mend it in Control Tower: re-register the organizational unit, or reset the landing zone; what your own customization leaves out is put back there.';
  const lacks: Lack[] = [];
  if (!recording) lacks.push({ what: 'recording', lack: 'is stopped', instructions });
  if (settings && !records(settings, requiredType))
    lacks.push({ what: 'type', lack: `does not record ${requiredType}`, instructions });
  if (channel === undefined) lacks.push({ what: 'channel', lack: 'has no delivery channel', instructions });
  return { start: false, extend: [], lacks };
}

/** The recorder as the subject of a sentence. */
export function adopted(recorder: Pick<RecorderLook, 'name' | 'settings'>): string {
  const whose = isControlTowers(recorder) ? "which is Control Tower's" : 'which was there before';
  return `recorder ${recorder.name}, ${whose},`;
}
