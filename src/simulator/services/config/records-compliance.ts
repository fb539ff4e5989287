import type { Slot, World } from '../../kernel/contract.js';
import { recordsType } from './recording-group.js';
import { configState, customerRecorder } from './state.js';
import type { Place } from './state.js';

/** Which recorders keep `AWS::Config::ResourceCompliance`, kept once under the account `world`. */
export const complianceRecordingSlot: Slot<{ always: boolean }> = {
  name: 'config.complianceRecording',
  create: () => ({ always: false }),
};

/**
 * Are the verdicts on resources recorded as a type of their own, which queries find? A recorder of all types does; one with
 * a list of types where the type is on it: "You can also select only the specific resource compliance history resource
 * type", https://docs.aws.amazon.com/config/latest/developerguide/view-compliance-history.html, and "Advanced query does not
 * support querying resources which have not been configured to be recorded". No page says so of this type in as many words,
 * so a world can hold the other reading (`resourceCompliance: always`): any recorder will do.
 */
export function recordsCompliance(world: World, place: Place): boolean {
  const recorder = customerRecorder(configState(world, place));
  if (recorder === undefined) return false;
  return (
    world.state(complianceRecordingSlot, 'world', 'global').always ||
    recordsType(recorder.recordingGroup, 'AWS::Config::ResourceCompliance')
  );
}
