import type { Simulator } from '../../src/simulator/start.js';

type Table = Readonly<Record<string, unknown>>;

/** The state of a world at one moment: kind of state → `ACCOUNT/REGION` → tables of things by their names. */
export type Before = Table;

export function stateOf(simulator: Pick<Simulator, 'snapshot'>): Before {
  return JSON.parse(JSON.stringify(simulator.snapshot())) as Before;
}

/** Where AWS keeps one recorder of a customer with one channel, a channel beside it is an addition to it. */
const hasNoRecorder = ({ recorders = {} }: Table): boolean =>
  Object.values(recorders as Table).every((recorder) => 'servicePrincipal' in (recorder as Table));

/**
 * Tables in which the product makes things of its own, with what a table must be like for that. Whatever else a state
 * holds is part of a thing, and a thing stays as it is as a whole: what is added to it is a difference.
 */
const tablesOfThings: readonly (readonly [path: RegExp, may?: (table: Table, key: string) => boolean])[] = [
  // Kinds of state, and each one's accounts and Regions: made when something is asked for the first time.
  [/^$/],
  [/^\/[^/]+$/],
  [/^\/cloudformation\.(stackSets|templates)\/[^/]+\/[^/]+$/],
  [/^\/cloudformation\.stacks\/[^/]+\/[^/]+\/(byId|named|detections)$/],
  [/^\/config\/[^/]+\/[^/]+$/, (place, key) => key === 'channel' && hasNoRecorder(place)],
  [/^\/config\/[^/]+\/[^/]+\/(recorders|rules|aggregators|tags)$/],
  // Rule → type → resource.
  [/^\/config\.compliance\/[^/]+\/[^/]+\/results(\/[^/]+){0,2}$/],
  // Type → resource.
  [/^\/config\.items\/[^/]+\/[^/]+\/resources(\/[^/]+)?$/],
  [/^\/events\/[^/]+\/[^/]+\/buses(\/[^/]+\/rules)?$/],
  [/^\/iam\.account\/[^/]+\/[^/]+\/roles$/],
  [/^\/kms\/[^/]+\/[^/]+\/(keys|aliases)$/],
  [/^\/lambda\/[^/]+\/[^/]+$/],
  // A registration for one more service is a thing of its own.
  [
    /^\/organizations\.organization\/[^/]+\/[^/]+\/(trustedAccess|delegatedAdministrators(\/\d+\/services)?)$/,
  ],
  [/^\/s3\.buckets\/world\/global$/],
  [/^\/sns\/[^/]+\/[^/]+\/topics$/],
];

/** What the product is there to change, and what the simulator counts for itself. */
const mayChange = [
  // Trusted access of StackSets, which apply switches on.
  /^\/cloudformation\.organizationsAccess\/.*\/activated$/,
  // How often the rules of a place were evaluated.
  /^\/config\.compliance\/.*\/revision$/,
];

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null;
const shown = (value: unknown): string => (value === undefined ? 'gone' : JSON.stringify(value));

/** ARNs of all things in a state: what is kept elsewhere under the ARN of a thing, as tags are, is part of that thing. */
function arnsIn(value: unknown): readonly string[] {
  if (!isTable(value)) return [];
  const { arn } = value;
  return [...(typeof arn === 'string' ? [arn] : []), ...Object.values(value).flatMap(arnsIn)];
}

/**
 * `PATH: before → now` of every thing that was there before and is not the same as a whole: with something changed,
 * gone, or added to it. Things that are new as a whole do not count.
 */
export function changedSince(before: Before, simulator: Pick<Simulator, 'snapshot'>): readonly string[] {
  const arns = new Set(arnsIn(before));
  const mayGain = (table: Table, path: string, key: string): boolean =>
    !arns.has(key) && tablesOfThings.some(([where, may]) => where.test(path) && (may?.(table, key) ?? true));
  const differences = (was: unknown, is: unknown, path: string): readonly string[] => {
    if (mayChange.some((one) => one.test(path))) return [];
    if (!isTable(was) || !isTable(is) || Array.isArray(was) !== Array.isArray(is))
      return was === is ? [] : [`${path}: ${shown(was)} → ${shown(is)}`];
    return [
      ...Object.entries(was).flatMap(([key, part]) => differences(part, is[key], `${path}/${key}`)),
      ...Object.entries(is)
        .filter(([key]) => !Object.hasOwn(was, key) && !mayGain(was, path, key))
        .map(([key, part]) => `${path}/${key}: nothing → ${shown(part)}`),
    ];
  };
  return differences(before, stateOf(simulator), '');
}
