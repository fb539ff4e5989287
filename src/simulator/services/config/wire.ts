import type { Shape } from '../../kernel/contract.js';

/** Epoch milliseconds as operations answer a time. */
export function time(milliseconds: number | undefined): Date | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds);
}

/** Without the members that are undefined. */
export function compact(shape: Shape): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined));
}
