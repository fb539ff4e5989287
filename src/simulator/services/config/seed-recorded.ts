import type { World } from '../../kernel/contract.js';
import { record, recordingOf } from './items/record.js';
import { describe } from './items/describe.js';
import { itemsIn } from './items/state.js';
import { foundTypes, resourceIds, resourceNow } from './items/resources.js';
import { managedRule } from './compliance/subjects.js';
import { schedulePeriodic } from './compliance/periodic.js';
import { evaluate } from './compliance/run.js';
import { secretType } from '../secretsmanager/state.js';
import { configState } from './state.js';
import type { Place } from './state.js';

/** How long before the first call periodic rules ran last: long enough for aggregators to know. */
const lastPeriodicRun = 3_600_000;

/** What a recorder that was there before the first call recorded of what was there before the first call. */
export function seedRecorded(world: World, place: Place): void {
  const now = world.clock.now();
  for (const type of foundTypes) {
    const frequency = recordingOf(world, place, type);
    if (frequency === undefined) continue;
    for (const id of resourceIds(world, place, type)) {
      const resource = resourceNow(world, place, type, id);
      const { createdAt = now } = describe(world, place, type, resource);
      record(world, place, type, id, resource, { frequency, capturedAt: Math.min(createdAt, now) });
    }
  }
}

/** What the rules that were there before the first call found. */
export function seedResults(world: World, place: Place): void {
  const now = world.clock.now();
  for (const rule of Object.values(configState(world, place).rules)) {
    const at = now - lastPeriodicRun;
    if (managedRule(rule)?.trigger === 'periodic') evaluate(world, place, rule, { orderedAt: at, at });
    else
      for (const [at, ids] of byLastItem(world, place))
        evaluate(world, place, rule, { orderedAt: at, at, ids });
    schedulePeriodic(world, place, rule);
  }
}

/** The secrets that have an item, by the time of their last one. */
function byLastItem(world: World, place: Place): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>();
  for (const [id, items] of Object.entries(itemsIn(world, place).resources[secretType] ?? {})) {
    const at = items.at(-1)?.capturedAt ?? 0;
    const ids = found.get(at) ?? new Set();
    found.set(at, ids.add(id));
  }
  return found;
}
