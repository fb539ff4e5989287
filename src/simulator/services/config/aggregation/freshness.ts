import type { World } from '../../../kernel/contract.js';
import type { Result } from '../compliance/state.js';
import type { Aggregator } from '../state.js';

/** From when on an aggregator has the data of its sources (`aggregatorSources`, virtual ms after its last change). */
export function aggregatedSince(world: World, aggregator: Aggregator): number {
  const begun = Math.max(aggregator.updatedAt, aggregator.regainedAt ?? 0);
  return begun + world.latency('aggregatorSources', 60_000);
}

/**
 * An aggregator sees its sources as they were a while ago (`aggregatorData`, virtual ms; AWS publishes no number). The
 * moment that it sees now.
 */
export function momentSeen(world: World): number {
  return world.clock.now() - aggregationDelay(world);
}

/** How long it takes a result or an item to reach aggregators. */
export function aggregationDelay(world: World): number {
  return world.latency('aggregatorData', 30_000);
}

/** A rule's verdict on a resource as it was at a moment. */
export function resultAt(result: Result, moment: number): Result | undefined {
  return result.since <= moment ? result : result.replaced;
}
