import type { Simulator } from '../../src/simulator/start.js';

/** What tells how and when something came to be, not what is: times, journals, the names of operations. */
const historical =
  /At$|Time$|^(operations?|events|lastOperationId|tokens|clientRequestTokens?|snapshot|history|stream|objects|created|updated|uploaded)$/;

/** Ids that AWS chooses at random, in the forms that the simulator gives them. */
const chosenByChance =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b|(?<=config-(?:aggregator|rule)-)[a-z0-9]+|\bA(?:ROA|IDA|KIA|SIA)[A-Z0-9]{16,17}\b/g;

/**
 * A world without its history: equal for two runs that ended in the same state by different ways. Ids that are chosen
 * at random are replaced, so that things are compared by what they are.
 */
export function endState(simulator: Simulator): unknown {
  return normalized(JSON.parse(JSON.stringify(simulator.snapshot())));
}

function normalized(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(chosenByChance, '<id>');
  if (Array.isArray(value)) return value.map(normalized);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value)
    .filter(([key]) => !historical.test(key))
    .map(([key, inner]): [string, unknown] => [key.replaceAll(chosenByChance, '<id>'), normalized(inner)])
    .sort(([a, x], [b, y]) => (a === b ? order(x, y) : a < b ? -1 : 1));
  // Two things whose names differ by chance alone (two keys, two stacks) must not hide each other.
  return entries.map(([key, inner]) => ({ [key]: inner }));
}

function order(a: unknown, b: unknown): number {
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
