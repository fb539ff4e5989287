import type { World } from '../../kernel/contract.js';
import { deliverHistory, deliverStream } from './deliver.js';
import { discover } from './items/capture.js';
import { typesPresent } from './items/resources.js';
import { itemsIn } from './items/state.js';
import { recordsType } from './recording-group.js';
import { failedDeliveriesShowInRecorder } from './readings.js';
import { roleIsUsable } from './role.js';
import { configState } from './state.js';
import type { Place, Recorder } from './state.js';

/**
 * What a recorder does from its start: where there is something to record it records it after a while (`configDelivery`,
 * virtual ms), and then delivers it. Where there is nothing it stays PENDING and its channel has no delivery: so does an
 * empty Region at AWS. (AWS delivers history files every six hours; here the first comes with the first recording, and then every `configHistory`.)
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
    if (!isRunning(world, place, recorder, run)) return;
    if (roleIsUsable(world, recorder.roleARN, place.region)) discover(world, place);
    await deliver(world, place, recorder, run);
  });
}

function isRunning(world: World, place: Place, recorder: Recorder, run: number): boolean {
  const { recorders } = configState(world, place);
  return recorders[recorder.name] === recorder && recorder.recording && recorder.starts === run;
}

/** Delivers the history, now and every six hours while this run goes on: that is when what changed meanwhile is noticed. */
async function deliver(world: World, place: Place, recorder: Recorder, run: number): Promise<void> {
  await record(world, place, recorder);
  world.later(world.clock.now() + historyPeriod(world), async () => {
    if (isRunning(world, place, recorder, run)) await deliver(world, place, recorder, run);
  });
}

async function record(world: World, place: Place, recorder: Recorder): Promise<void> {
  if (!roleIsUsable(world, recorder.roleARN, place.region)) return lacksRole(world, recorder);
  setStatus(world, recorder, 'SUCCESS');
  const { channel } = configState(world, place);
  if (channel === undefined) return;
  const { roleARN } = recorder;
  const last = channel.history?.successTime;
  const history = await deliverHistory(world, place, roleARN, channel.settings);
  channel.history = last === undefined ? history : { successTime: last, ...history };
  channel.stream = await deliverStream(world, place, roleARN, channel.settings);
  if (history.status === 'FAILURE' && failedDeliveriesShowInRecorder(world))
    setStatus(world, recorder, 'FAILURE', { code: history.errorCode, message: history.errorMessage });
}

/**
 * A recorder with nothing to record delivers nothing, and still learns after six hours that its role is gone, or there
 * again (assumed). Read off the clock when somebody asks, so that thousands of empty Regions cost nothing.
 */
export function noticeRole(world: World, place: Place, recorder: Recorder): void {
  const since = Math.max(recorder.lastStatusChangeTime ?? 0, recorder.lastStartTime ?? 0);
  if (!recorder.recording || world.clock.now() < since + historyPeriod(world)) return;
  const isUsable = roleIsUsable(world, recorder.roleARN, place.region);
  if (recorder.lastStatus === 'PENDING' && !isUsable) lacksRole(world, recorder);
  else if (isUsable && recorder.lastErrorCode === INVALID_ROLE && !hasItems(world, place, recorder))
    setStatus(world, recorder, 'PENDING');
}

function historyPeriod(world: World): number {
  return world.latency('configHistory', 6 * 3_600_000);
}

/** Assumed: AWS names no codes for a recorder whose role went away. */
const INVALID_ROLE = 'InvalidRole';

function lacksRole(world: World, recorder: Recorder): void {
  const message = `AWS Config cannot assume the role '${recorder.roleARN}'.`;
  setStatus(world, recorder, 'FAILURE', { code: INVALID_ROLE, message });
}

function setStatus(
  world: World,
  recorder: Recorder,
  status: NonNullable<Recorder['lastStatus']>,
  error: { readonly code?: string | undefined; readonly message?: string | undefined } = {},
): void {
  Object.assign(recorder, {
    lastStatus: status,
    lastStatusChangeTime: world.clock.now(),
    lastErrorCode: error.code,
    lastErrorMessage: error.message,
  });
}

function hasItems(world: World, place: Place, recorder: Recorder): boolean {
  return typesPresent(world, place).some((type) => recordsType(recorder.recordingGroup, type));
}
