import type { Shape, Slot, World } from '../../kernel/contract.js';

export interface EventRule {
  readonly name: string;
  readonly arn: string;
  description?: string;
  eventPattern?: string;
  scheduleExpression?: string;
  state: string;
  roleArn?: string;
  /** Target id → target, as PutTargets gave it. */
  targets: Record<string, Shape>;
  tags: Record<string, string>;
  /** What CloudWatch counts of a rule: Invocations and FailedInvocations, and the reason of the last failure. */
  readonly history: { invocations: number; failures: number; lastError?: string };
}

export interface EventBus {
  readonly name: string;
  readonly arn: string;
  description?: string;
  /** Statements by their Sid, in the order they came. */
  policy: Record<string, Shape>;
  readonly createdAt: number;
  changedAt: number;
  rules: Record<string, EventRule>;
  tags: Record<string, string>;
}

export interface EventsState {
  /** By name; the default bus is made on first use. */
  buses: Record<string, EventBus>;
}

export const eventsSlot: Slot<EventsState> = { name: 'events', create: () => ({ buses: {} }) };

/** Where a bus is. */
export interface BusPlace {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
}

/** A bus of that name; every account and Region has `default`. */
export function busAt(world: World, { accountId, region, name }: BusPlace): EventBus | undefined {
  const { buses } = world.state(eventsSlot, accountId, region);
  if (name === 'default') buses[name] ??= newBus(world, { accountId, region, name });
  return buses[name];
}

export function newBus(world: World, { accountId, region, name }: BusPlace): EventBus {
  const now = world.clock.now();
  return {
    name,
    arn: `arn:${world.partition}:events:${region}:${accountId}:event-bus/${name}`,
    policy: {},
    createdAt: now,
    changedAt: now,
    rules: {},
    tags: {},
  };
}

/** A bus's policy as JSON text; undefined where it has no statement. */
export function policyOf(bus: EventBus): string | undefined {
  const statements = Object.values(bus.policy);
  return statements.length === 0
    ? undefined
    : JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
