import type { Shape, World } from '../../kernel/contract.js';
import { eventTime } from './event.js';
import type { BusEvent } from './event.js';
import { route } from './route.js';
import { busAt } from './state.js';

/** What an AWS service says that happened. */
export interface ServiceEvent {
  /** e.g. `aws.config`. */
  readonly source: string;
  /** e.g. `Config Rules Compliance Change`. */
  readonly detailType: string;
  /** Made only where somebody listens: most events of a large world are for nobody. */
  readonly detail: () => Shape;
  /** ARNs. */
  readonly resources?: readonly string[];
}

/** An AWS service puts an event on the default bus of an account and Region. */
export function emitServiceEvent(
  world: World,
  { accountId, region }: { readonly accountId: string; readonly region: string },
  { source, detailType, detail, resources = [] }: ServiceEvent,
): void {
  const bus = busAt(world, { accountId, region, name: 'default' });
  // Most places have no rule at all, and an event that nobody asks for leaves no trace.
  if (bus === undefined || Object.keys(bus.rules).length === 0) return;
  const event: BusEvent = {
    version: '0',
    id: world.random.uuid(),
    'detail-type': detailType,
    source,
    account: accountId,
    time: eventTime(world.clock.now()),
    region,
    resources,
    detail: detail(),
  };
  route(world, bus, event, false);
}
