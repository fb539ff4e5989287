import type { Shape } from '../../kernel/contract.js';

/** Epoch milliseconds as operations answer a time. */
export function time(milliseconds: number | undefined): Date | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds);
}

/** Without the members that are undefined. A loop, since a world has hundreds of thousands of items. */
export function compact(shape: Shape): Shape {
  const kept: Shape = {};
  for (const name of Object.keys(shape)) if (shape[name] !== undefined) kept[name] = shape[name];
  return kept;
}
