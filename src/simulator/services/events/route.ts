import { matches, parsePattern } from '../../event-pattern/pattern.js';
import type { World } from '../../kernel/contract.js';
import { deliver } from './deliver.js';
import type { BusEvent } from './event.js';
import type { EventBus, EventRule } from './state.js';

/** "Half a second", says the page on which AWS names the usual delay: https://aws.amazon.com/eventbridge/features/ */
const usualDelay = 500;

/** Gives an event that the bus accepted to the targets of every rule that matches, a moment later. */
export function route(world: World, bus: EventBus, event: BusEvent, forwarded: boolean): void {
  for (const rule of Object.values(bus.rules)) {
    if (!asksFor(rule, event)) continue;
    for (const target of Object.values(rule.targets)) {
      world.background(async () => {
        await world.clock.sleep(world.latency('eventDelivery', usualDelay));
        await deliver(world, rule, target, event, forwarded);
      });
    }
  }
}

function asksFor({ state, eventPattern }: EventRule, event: BusEvent): boolean {
  return (
    state !== 'DISABLED' && eventPattern !== undefined && matches(parsePattern(eventPattern), { ...event })
  );
}
