import type { CallRecord } from '../../src/simulator/kernel/call-log.js';

/** A call that changes something and comes from outside, so not from a service that works on somebody's behalf. */
export function isOutsideChange({ source, mutating }: Pick<CallRecord, 'source' | 'mutating'>): boolean {
  return source === 'outside' && mutating;
}
