import type { Simulator } from '../../src/simulator/start.js';
import { endState } from './end-state.js';

/** The end state of what is there: AWS remembers what was deleted, keys above all, for a while. */
export function livingState(simulator: Pick<Simulator, 'snapshot'>): unknown {
  return endState({ snapshot: () => living(simulator.snapshot()) });
}

function living(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(living);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => !isGone(one))
      .map(([key, one]) => [key, living(one)]),
  );
}

function isGone(one: unknown): boolean {
  if (one === null || typeof one !== 'object') return false;
  return 'deletionDate' in one || ('status' in one && /^(DELETED|DELETE_COMPLETE)$/.test(String(one.status)));
}
