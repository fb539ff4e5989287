import type { World } from '../../kernel/contract.js';
import { deliverHistory, deliverStream } from './deliver.js';
import { discover } from './items/capture.js';
import { typesPresent } from './items/resources.js';
import { itemsIn } from './items/state.js';
import { recordsType } from './recording-group.js';
import { roleIsUsable } from './role.js';
import { configState } from './state.js';
import type { Place, Recorder } from './state.js';

/**
 * What a recorder does from its start: where there is something to record it records it after a while (`configDelivery`,
 * virtual ms), and then delivers it. Where there is nothing it stays PENDING and its channel has no delivery: so does an
 * empty Region at AWS. (AWS delivers history files every six hours; here the first comes with the first recording.)
 */
export function recordFrom(world: World, place: Place, recorder: Recorder): void {
  const { channel } = configState(world, place);
  if (channel !== undefined && channel.settings['snsTopicARN'] === undefined) {
    channel.stream = { status: 'NOT_APPLICABLE', attemptTime: world.clock.now() };
  }
  if (!hasItems(world, place, recorder) && Object.keys(itemsIn(world, place).resources).length === 0) return;
  const run = recorder.starts;
  world.background(async () => {
    await world.clock.sleep(world.latency('configDelivery', 10_000));
    const stillRuns = configState(world, place).recorders[recorder.name] === recorder && recorder.recording;
    if (stillRuns && recorder.starts === run) await record(world, place, recorder);
  });
}

async function record(world: World, place: Place, recorder: Recorder): Promise<void> {
  recorder.lastStatusChangeTime = world.clock.now();
  if (!roleIsUsable(world, recorder.roleARN, place.region)) {
    // Assumed: AWS names no codes for a recorder whose role went away.
    recorder.lastStatus = 'FAILURE';
    recorder.lastErrorCode = 'InvalidRole';
    recorder.lastErrorMessage = `AWS Config cannot assume the role '${recorder.roleARN}'.`;
    return;
  }
  recorder.lastStatus = 'SUCCESS';
  discover(world, place);
  const { channel } = configState(world, place);
  if (channel === undefined) return;
  channel.history = await deliverHistory(world, place, recorder.roleARN, channel.settings);
  channel.stream = await deliverStream(world, place, recorder.roleARN, channel.settings);
}

function hasItems(world: World, place: Place, recorder: Recorder): boolean {
  return typesPresent(world, place).some((type) => recordsType(recorder.recordingGroup, type));
}
