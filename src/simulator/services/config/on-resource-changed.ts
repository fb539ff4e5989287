import type { ResourceChange, World } from '../../kernel/contract.js';
import { schedulePeriodic } from './compliance/periodic.js';
import { capture } from './items/capture.js';
import { recordingOf } from './items/record.js';
import { resourceNow } from './items/resources.js';
import { recordFrom } from './recording.js';
import { configState, customerRecorder } from './state.js';
import type { Place } from './state.js';

const day = 86_400_000;

/**
 * A resource was made, changed or deleted. Recorded continuously, every change has its item a little later (`configItem`,
 * virtual ms); recorded daily, the last state of the day has one at the day's end, counted from the start of the recorder
 * (assumed).
 */
export function onResourceChanged(world: World, { accountId, region, type, id }: ResourceChange): void {
  const place = { accountId, region };
  const state = configState(world, place);
  for (const rule of Object.values(state.rules)) schedulePeriodic(world, place, rule);
  const frequency = recordingOf(world, place, type);
  if (frequency === undefined) return;
  const recorder = customerRecorder(state);
  // The first thing to record ends the waiting of a recorder that found nothing.
  if (recorder?.lastStatus === 'PENDING') recordFrom(world, place, recorder);
  const resource = resourceNow(world, place, type, id);
  if (frequency === 'DAILY')
    world.later(endOfDay(world, place), () => {
      capture(world, place, type, id, resourceNow(world, place, type, id));
    });
  else
    world.later(world.clock.now() + world.latency('configItem', 5_000), () => {
      capture(world, place, type, id, resource);
    });
}

function endOfDay(world: World, place: Place): number {
  const start = customerRecorder(configState(world, place))?.lastStartTime ?? 0;
  const now = world.clock.now();
  return start + (Math.floor((now - start) / day) + 1) * day;
}
