import type { World } from '../../kernel/contract.js';
import { record, recordingOf } from './items/record.js';
import { itemsIn } from './items/state.js';
import { foundTypes, madeAt, resourceIds, resourceNow } from './items/resources.js';
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
      record(world, place, type, id, resource, {
        frequency,
        capturedAt: Math.min(madeAt(type, resource) ?? now, now),
      });
    }
  }
}

/** What the rules that were there before the first call found. */
export function seedResults(world: World, place: Place): void {
  const now = world.clock.now();
  const items = itemsIn(world, place).resources[secretType] ?? {};
  for (const rule of Object.values(configState(world, place).rules)) {
    const periodic = managedRule(rule)?.trigger === 'periodic';
    const foundAt = (id: string): number =>
      periodic ? now - lastPeriodicRun : (items[id]?.at(-1)?.capturedAt ?? now);
    evaluate(world, place, rule, { orderedAt: now, foundAt });
    schedulePeriodic(world, place, rule);
  }
}
