import type { Simulator } from '../../src/simulator/start.js';

/**
 * What tells how and when something came to be, not what is: times, journals, counters, deliveries, the names of operations.
 * The first two levels of a snapshot are names of slots and places, never history.
 */
const historical =
  /At$|Time$|^(events|operations|lastOperationId|clientRequestToken|snapshot|history|stream|objects|inbox|token|since|replaced|revision|deletionDate|earlier)$/;
const firstLevelOfThings = 2;
/** Slots that are journals as a whole: AWS Config keeps every item that it ever recorded. */
const journals: ReadonlySet<string> = new Set(['config.items']);

/** Ids that AWS chooses at random, in the forms that the simulator gives them: unique enough that equal means the same. */
const chosenByChance = new RegExp(
  [
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    '(?<=configuration-recorder/[^/"]{1,256}/)[a-z0-9]{16}',
    '(?<=config-rule-)[a-z0-9]{6}\\b',
    '(?<=config-aggregator-)[a-z0-9]{8}\\b',
    // The last part of a physical id that CloudFormation makes up.
    '(?<=-[A-Za-z]{1,255}-)[0-9a-f]{12}\\b',
    '(?<=\\b(?:AROA|AIDA))[A-Z0-9]{16,17}\\b',
  ].join('|'),
  'g',
);

/**
 * A world without its history: equal for two runs that ended in the same state by different ways. Ids that are chosen
 * at random are numbered in the order in which they are met, so that what refers to what is still compared.
 */
export function endState(simulator: Pick<Simulator, 'snapshot'>): unknown {
  const sorted = ordered(JSON.parse(JSON.stringify(simulator.snapshot())), 0);
  const numbers = new Map<string, number>();
  return JSON.parse(
    JSON.stringify(sorted).replaceAll(chosenByChance, (id) => {
      if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
      return `<id ${numbers.get(id)}>`;
    }),
  );
}

/** Without history, in an order that does not know the ids: things are sorted by what they are. */
function ordered(value: unknown, level: number): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, level + 1));
  if (value === null || typeof value !== 'object') return value;
  return (
    Object.entries(value)
      .filter(([key]) => (level < firstLevelOfThings ? !journals.has(key) : !historical.test(key)))
      .map(([key, inner]): [string, unknown] => [key, ordered(inner, level + 1)])
      .map((entry): [string, [string, unknown]] => [withoutIds(entry), entry])
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      // Entries, not an object: two things whose names differ by chance alone must not hide each other.
      .map(([, [key, inner]]) => ({ [key]: inner }))
  );
}

function withoutIds(value: unknown): string {
  return JSON.stringify(value).replaceAll(chosenByChance, '<id>');
}
