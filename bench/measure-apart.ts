import { fileURLToPath } from 'node:url';
import { measured } from './child.js';
import type { Measured, What } from './measure.js';
import type { Size } from './organization.js';

/**
 * Product and simulator share the process that covers an organization. It makes much that lives for one call only: with
 * Node's small default for young objects a third of its time would go into moving them.
 */
const nodeOptions = [
  '--import',
  import.meta.resolve('tsx'),
  '--max-semi-space-size=64',
  '--max-old-space-size=6000',
];

/** As `measure`, in a process of its own: no size is measured beside what another one left in memory. */
export async function measureApart(
  size: Size,
  what: What,
): Promise<{ readonly measured: Measured; readonly cpuSeconds: number }> {
  const script = fileURLToPath(import.meta.resolve('./measure-one.ts'));
  const { stdout, usage } = await measured(script, [JSON.stringify({ size, what })], {}, nodeOptions);
  const result = JSON.parse(stdout) as Measured;
  const children = [usage, result.plan, result.status, result.bareSdk];
  return {
    measured: result,
    cpuSeconds: children.reduce((sum, child) => sum + (child?.cpuSeconds ?? 0), 0),
  };
}
