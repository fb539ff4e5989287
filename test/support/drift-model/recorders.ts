import { administratorOf, type Place } from '../disturb/administrator.js';
import {
  changeMode,
  changeRole,
  changeTypes,
  deleteChannel,
  deleteRecorder,
  pointChannelElsewhere,
  replaceRecorder,
  stopRecorder,
} from '../disturb/recorder.js';
import { deleteRecorderRole } from '../disturb/roles.js';
import { hasStack, inTarget, type Disturbance } from './disturbance.js';
import { stackSetOf, type RecorderField, type State, type TargetState } from './state.js';

/** What the account's own people may do to recorder and delivery channel of one target. */
export function recorderDisturbances(place: Place): readonly Disturbance[] {
  const isThere = (target: TargetState, state: State) =>
    target.recorder === 'ours' && hasStack(state, place, 'recorder');
  /** AWS Config takes no recorder whose role is gone. */
  const isPutable = (target: TargetState, state: State) =>
    isThere(target, state) && !state.withoutServiceRole.has(place.accountId);
  return [
    inTarget(stopRecorder, 'stop the recorder', place, isThere, (target) => {
      target.isStopped = true;
    }),
    inTarget(changeTypes, 'let the recorder record other types', place, isPutable, changes('recordingGroup')),
    inTarget(changeMode, 'let the recorder record once a day', place, isPutable, changes('recordingMode')),
    inTarget(
      changeRole,
      'give the recorder another role',
      place,
      (target, state) => isThere(target, state) && !target.hasOtherRole,
      (target) => {
        changes('roleARN')(target);
        target.hasOtherRole = true;
      },
    ),
    inTarget(deleteRecorder, 'delete the recorder', place, isThere, (target) => {
      target.recorder = 'gone';
    }),
    inTarget(
      deleteChannel,
      'delete the delivery channel',
      place,
      (target, state) => isThere(target, state) && target.channel !== 'gone',
      (target) => {
        target.isStopped = true;
        target.channel = 'gone';
      },
    ),
    inTarget(
      pointChannelElsewhere,
      'let the delivery channel deliver elsewhere',
      place,
      (target, state) => isPutable(target, state) && target.channel !== 'gone' && !target.hasBucket,
      (target) => {
        target.channel = 'elsewhere';
        target.hasBucket = true;
      },
    ),
    inTarget(
      replaceRecorder,
      'put another recorder in the place of ours',
      place,
      // A definition whose every stack has lost its recorder like this can't change: left out.
      (target, state) =>
        isPutable(target, state) &&
        ['standing', 'failed', 'outdated'].includes(target.instances.recorder) &&
        !state.outdated.has(stackSetOf('recorder', place)) &&
        target.channel !== 'gone' &&
        !target.hasBucket,
      (target) => {
        target.recorder = 'replaced';
        target.hasBucket = true;
      },
      async (simulator) => {
        const config = administratorOf(simulator, place);
        const name = 'default';
        await config.call('config', 'DeleteConfigurationRecorder', { ConfigurationRecorderName: name });
        await config.call('config', 'DeleteDeliveryChannel', { DeliveryChannelName: name });
      },
    ),
    inTarget(
      deleteRecorderRole,
      'delete the role with which recorders record,',
      place,
      (target, state) => isPutable(target, state) && !target.hasOtherRole,
      (_, state) => {
        state.withoutServiceRole.add(place.accountId);
      },
    ),
  ];
}

function changes(field: RecorderField): (target: TargetState) => void {
  return (target) => {
    target.changed = new Set([...target.changed, field]);
  };
}
