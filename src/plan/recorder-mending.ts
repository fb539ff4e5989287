import { channelDifferences, ourRecorder, recorderDifferences } from '../desired/our-recorder.js';
import type { DesiredStackSet } from '../model/desired.js';
import type { SeenTarget } from '../model/observed.js';
import type { Difference, PutRecorder } from '../model/plan.js';
import type { Target } from '../model/target.js';
import type { Situation } from './situation.js';

/** What is to be put back of a recorder and a channel that a stack of ours made. */
export type RecorderMending = Pick<
  PutRecorder,
  'target' | 'recorder' | 'settings' | 'channel' | 'differences'
>;

/**
 * Holds what is there against what its stack made. A definition that is out of date changes it later, in the same plan:
 * by then what is gone has to be back, since an update that reaches what is gone ruins its stack (ADR 6).
 *
 * @returns `undefined`: nothing is to be put back; a recorder that is stopped and nothing else is started.
 */
export function mendRecorder(
  target: Target,
  stackSet: DesiredStackSet,
  { recorder, channel }: SeenTarget,
  { desired, observed }: Situation,
): RecorderMending | undefined {
  const parameters = observed.stackSets.get(stackSet.name)?.parameters ?? stackSet.parameters;
  const made = ourRecorder(parameters, target.accountId, desired);
  const ofRecorder = recorder
    ? recorder.settings
      ? recorderDifferences(made.settings, recorder.settings)
      : []
    : [gone('recorder', made.name)];
  const ofChannel =
    channel === undefined
      ? [gone('delivery channel', made.name)]
      : channel !== 'not-looked' && channel.settings
        ? channelDifferences(made.channel, channel.settings)
        : [];
  if (ofRecorder.length + ofChannel.length === 0) return undefined;
  return {
    target,
    recorder: made.name,
    settings: ofRecorder.length > 0 ? made.settings : undefined,
    channel: ofChannel.length > 0 ? made.channel : undefined,
    differences: [...ofRecorder, ...ofChannel],
  };
}

function gone(field: string, name: string): Difference {
  return { field, from: undefined, to: name };
}
