import type { Shape } from './shape.js';

/** Each waits for the one before it; the first recorder is the canary's alone. */
const chain = ['member', 'slr', 'recorder', 'recorder', 'rules'];
/** Virtual seconds of the simulator's own latencies: the canary's delivery, rules that evaluate, an aggregator that collects. */
const waits = 10 + 5 + 60;

/** Virtual seconds of the longest way through an apply from nothing, were every end noticed at once. */
export function criticalPath({ operations }: Pick<Shape, 'operations'>): number {
  const slowest = (kind: string) =>
    Math.max(
      0,
      ...operations.filter(({ stackSet }) => kindOf(stackSet) === kind).map(({ seconds }) => seconds),
    );
  return chain.reduce((sum, kind) => sum + slowest(kind), waits);
}

/** Virtual seconds of the same operations one after the other. */
export function oneByOne({ operations }: Pick<Shape, 'operations'>): number {
  return operations.reduce((sum, { seconds }) => sum + seconds, waits);
}

/** `orgsecrets-management-rules-eu-west-1` → `rules`. */
function kindOf(stackSet: string): string {
  return stackSet.replace(/^orgsecrets-(management-)?/, '').split('-')[0] ?? '';
}
