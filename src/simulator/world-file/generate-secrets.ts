import { seededRandom } from '../kernel/random.js';
import type { SeededRandom } from '../kernel/contract.js';
import type { WorldFile, WorldSecret } from './schema.js';

/*
 * Secrets as a large organization has them. What is alike is one object, since there may be hundreds of thousands; shares are
 * chosen so that each of the five rules has something to find, and something that does not concern it.
 */

const stages = ['prod', 'prod', 'stage', 'test', 'dev'];
const kinds = ['db', 'api-key', 'oauth', 'tls', 'smtp', 'webhook'];
const teams = Array.from({ length: 25 }, (_, index) => `team-${index + 1}`);
const everyDays = [7, 30, 30, 60, 90, 180];
const rules = [
  'SECRETSMANAGER_ROTATION_ENABLED_CHECK',
  'SECRETSMANAGER_SCHEDULED_ROTATION_SUCCESS_CHECK',
  'SECRETSMANAGER_SECRET_PERIODIC_ROTATION',
  'SECRETSMANAGER_SECRET_UNUSED',
  'SECRETSMANAGER_USING_CMK',
];

type Rotation = NonNullable<WorldSecret['rotation']>;
interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** Adds the secrets that `generate.secrets` asks for to the generated accounts, and what they need: the same file gives the same. */
export function generateSecrets(file: WorldFile, accountIds: readonly string[]): WorldFile {
  const wanted = file.generate?.secrets;
  if (wanted === undefined || accountIds.length === 0) return file;
  const places = accountIds.flatMap((accountId) => wanted.regions.map((region) => ({ accountId, region })));
  const random = seededRandom(wanted.seed);
  const shared = sharing();
  const { managementAccountId, partition } = file.organization;
  const central = `arn:${partition}:kms:REGION:${managementAccountId}:key/00000000-0000-4000-8000-000000000000`;
  const secrets = Array.from({ length: wanted.count }, (_, index) =>
    secretOf(places[index % places.length] as Place, index, random, shared, central),
  );
  return {
    ...file,
    secrets: [...file.secrets, ...secrets],
    keys: [...file.keys, ...places.map(keyOf)],
    ...(wanted.recorded
      ? {
          recorders: [...file.recorders, ...places.map(recorderOf)],
          rules: [...file.rules, ...places.flatMap(rulesOf)],
        }
      : {}),
  };
}

function secretOf(
  place: Place,
  index: number,
  random: SeededRandom,
  shared: ReturnType<typeof sharing>,
  central: string,
): WorldSecret {
  const stage = pick(random, stages);
  const kind = pick(random, kinds);
  const owner = random.next() < 0.85 ? pick(random, teams) : undefined;
  const age = 1 + Math.floor(random.next() * 1500);
  const rotates = random.next() < 0.4;
  const days = pick(random, everyDays);
  const fails = random.next() < 0.08;
  const key = random.next();
  const accessed = random.next() < 0.85 ? Math.floor(random.next() ** 2 * 400) : undefined;
  const rotated = rotates ? Math.floor(random.next() * days * (fails ? 4 : 1)) : undefined;
  return {
    accountId: place.accountId,
    region: place.region,
    name: [stage, kind, index + 1].join('/'),
    ...(key < 0.4 ? { kmsKey: 'alias/secrets' } : {}),
    ...(key > 0.95 ? { kmsKey: shared.key(place.region, central) } : {}),
    ...(rotates ? { rotation: shared.rotation(days, fails, random.next() < 0.95) } : {}),
    createdAt: ago(age),
    ...(rotated === undefined ? {} : { lastRotated: ago(Math.min(rotated, age)) }),
    ...(accessed === undefined ? {} : { lastAccessed: ago(Math.min(accessed, age)) }),
    ...(random.next() < 0.005 ? { deletion: `+${1 + Math.floor(random.next() * 30)}d` } : {}),
    replicas: [],
    tags: shared.tags(stage, owner),
    timeline: [],
  };
}

function ago(days: number): string {
  return `-${days}d`;
}

function pick<T>(random: SeededRandom, from: readonly T[]): T {
  return from[Math.floor(random.next() * from.length)] as T;
}

/** Makes each object once. */
function sharing() {
  const made = new Map<string, unknown>();
  const once = <T>(key: string, make: () => T): T => {
    if (!made.has(key)) made.set(key, make());
    return made.get(key) as T;
  };
  return {
    tags: (stage: string, owner: string | undefined) =>
      once(`tags ${stage} ${owner ?? ''}`, () => ({ stage, ...(owner === undefined ? {} : { owner }) })),
    rotation: (days: number, fails: boolean, enabled: boolean) =>
      once(`rotation ${days} ${String(fails)} ${String(enabled)}`, (): Rotation => ({
        enabled,
        lambda: 'rotate',
        days,
        asScheduled: !fails,
      })),
    key: (region: string, arn: string) => once(`key ${region}`, () => arn.replace('REGION', region)),
  };
}

function keyOf(place: Place): WorldFile['keys'][number] {
  return {
    ...place,
    alias: 'secrets',
    description: 'Secrets',
    enabled: true,
    rotationDays: 365,
    createdAt: '-1500d',
    tags: {},
    timeline: [],
  };
}

function recorderOf(place: Place): WorldFile['recorders'][number] {
  return {
    ...place,
    name: 'default',
    recording: true,
    group: { resourceTypes: ['AWS::SecretsManager::Secret'] },
    includeGlobalResourceTypes: false,
    frequency: 'CONTINUOUS',
    channel: 'none',
  };
}

/** Each rule under the name that AWS gives it. */
function rulesOf(place: Place): WorldFile['rules'] {
  return rules.map((identifier) => ({
    ...place,
    name: identifier.toLowerCase().replaceAll('_', '-'),
    identifier,
    parameters: {},
  }));
}
