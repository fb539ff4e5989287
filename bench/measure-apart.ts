import { fileURLToPath } from 'node:url';
import { measured, type Usage } from './child.js';
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
  const { result, usage } = await measuredScript<Measured>(import.meta.resolve('./measure-one.ts'), {
    size,
    what,
  });
  const children = [usage, result.plan, result.status, result.bareSdk];
  return {
    measured: result,
    cpuSeconds: children.reduce((sum, child) => sum + (child?.cpuSeconds ?? 0), 0),
  };
}

/** Runs a script of the bench in a process of its own: it takes one argument, as JSON, and prints its result as JSON. */
export async function measuredScript<Result>(
  url: string,
  argument: unknown,
): Promise<{ readonly result: Result; readonly usage: Usage }> {
  const script = fileURLToPath(url);
  const { stdout, usage } = await measured(script, [JSON.stringify(argument)], {}, nodeOptions);
  return { result: JSON.parse(stdout) as Result, usage };
}
