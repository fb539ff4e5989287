import { versionId } from '../services/secretsmanager/arns.js';
import { rotated } from '../services/secretsmanager/change.js';
import { whenDeletionIsDue } from '../services/secretsmanager/deletion.js';
import type { SecretChange } from '../services/secretsmanager/change.js';
import { rotationOf, secretOf } from '../services/secretsmanager/seed.js';
import { secretsIn, secretType } from '../services/secretsmanager/state.js';
import type { Secret } from '../services/secretsmanager/state.js';
import { timeOf } from '../world-file/moments.js';
import type { WorldFile, WorldSecret } from '../world-file/schema.js';
import type { World } from '../kernel/contract.js';
import { retagged } from './happening.js';
import type { Happening, HappeningCall } from './happening.js';

type Event = WorldSecret['timeline'][number];

const day = 86_400_000;

/** What happens to the secrets of a world, their making too where that is after the start. */
export function* secretHappenings(
  world: World,
  { secrets }: Pick<WorldFile, 'secrets'>,
): Iterable<Happening> {
  const start = world.clock.now();
  for (const entry of secrets) {
    const { accountId, region, name } = entry;
    const createdAt = timeOf(entry.createdAt, start);
    if (createdAt > start) yield creation(entry, createdAt);
    for (const event of entry.timeline) {
      const at = timeOf(event.at, start);
      yield {
        accountId,
        region,
        at,
        by: event.by,
        type: secretType,
        happen: (now) => happen(now, entry, event, at),
        calls: (id) => callsOf(event, id, name),
      };
    }
  }
}

function creation(entry: WorldSecret, at: number): Happening {
  const { accountId, region, name } = entry;
  return {
    accountId,
    region,
    at,
    by: undefined,
    type: secretType,
    happen: (world) => {
      const secret = secretOf(world, entry);
      secretsIn(world, entry)[name] = secret;
      return secret.arn;
    },
    calls: () => [{ service: 'secretsmanager', operation: 'CreateSecret', input: { Name: name } }],
  };
}

function happen(world: World, entry: WorldSecret, event: Event, at: number): string | undefined {
  const all = secretsIn(world, entry);
  const secret = all[entry.name];
  if (secret === undefined) return undefined;
  if (event.deleted === 'now') Reflect.deleteProperty(all, entry.name);
  else {
    const changed = merged(secret, changesOf(world, entry, secret, event, at));
    all[entry.name] = changed;
    if (event.deleted !== undefined) whenDeletionIsDue(world, changed);
  }
  return secret.arn;
}

function changesOf(world: World, entry: WorldSecret, secret: Secret, event: Event, at: number): SecretChange {
  const { rotation, kmsKey, description, deleted } = event;
  const configured: SecretChange =
    rotation === 'off'
      ? { rotationEnabled: false, nextRotationAt: undefined }
      : rotation === undefined
        ? {}
        : rotationOf(world, { ...entry, rotation }, at);
  return {
    ...(isChange(event) ? { lastChangedAt: at } : {}),
    ...configured,
    ...(event.rotated ? rotated(merged(secret, configured), versionId(world), at) : {}),
    ...(event.rotationFailed ? { rotationOccurringAsScheduled: false } : {}),
    ...(kmsKey === undefined ? {} : { kmsKeyId: kmsKey === 'aws/secretsmanager' ? undefined : kmsKey }),
    ...(description === undefined ? {} : { description }),
    ...(event.tag || event.untag ? { tags: retagged(secret.tags, event) } : {}),
    ...(event.accessed ? { lastAccessedAt: at } : {}),
    ...(typeof deleted === 'object' ? { deletionAt: at + deleted.days * day } : {}),
    ...(event.restored ? { deletionAt: undefined } : {}),
  };
}

/** An access changes nothing. */
function isChange(event: Event): boolean {
  const changes = Object.keys(event).filter((member) => !['at', 'by', 'accessed'].includes(member));
  return changes.length > 0;
}

function merged(secret: Secret, changes: SecretChange): Secret {
  const all = Object.entries({ ...secret, ...changes }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(all) as unknown as Secret;
}

/** What CloudTrail shows of it; accesses read, and are left out. */
function callsOf(event: Event, SecretId: string, name: string): readonly HappeningCall[] {
  const { rotation, kmsKey, description, tag, untag, deleted } = event;
  const calls: (readonly [string, Record<string, unknown>] | false | undefined)[] = [
    (event.rotated ?? (rotation !== undefined && rotation !== 'off')) && ['RotateSecret', {}],
    rotation === 'off' && ['CancelRotateSecret', {}],
    (kmsKey ?? description) !== undefined && [
      'UpdateSecret',
      {
        ...(kmsKey === undefined ? {} : { KmsKeyId: kmsKey }),
        ...(description === undefined ? {} : { Description: description }),
      },
    ],
    tag && ['TagResource', { Tags: Object.entries(tag).map(([Key, Value]) => ({ Key, Value })) }],
    untag && ['UntagResource', { TagKeys: untag }],
    deleted !== undefined && [
      'DeleteSecret',
      deleted === 'now' ? { ForceDeleteWithoutRecovery: true } : { RecoveryWindowInDays: deleted.days },
    ],
    event.restored && ['RestoreSecret', {}],
  ];
  return calls
    .filter((call) => call !== undefined && call !== false)
    .map(([operation, input]) => ({
      service: 'secretsmanager',
      operation,
      input: { SecretId: SecretId === '' ? name : SecretId, ...input },
    }));
}
