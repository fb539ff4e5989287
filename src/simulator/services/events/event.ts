import type { Shape } from '../../kernel/contract.js';

/**
 * What a rule sees: the envelope of every event, whose `account`, `region` and `time` stay those of its origin on every bus.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, to the second. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Shape;
}

/**
 * An event on its way from one bus to another: the receiving bus takes it as it is. A class, so that nobody outside can
 * send one: what comes over HTTP is plain data.
 */
export class ForwardedEvent {
  readonly event: BusEvent;

  constructor(event: BusEvent) {
    this.event = event;
  }
}

/** A moment (virtual ms) as events have it. */
export function eventTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
