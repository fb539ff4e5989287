import { kmsState, keyType } from '../services/kms/state.js';
import type { Key } from '../services/kms/state.js';
import { timeOf } from '../world-file/moments.js';
import type { WorldFile } from '../world-file/schema.js';
import type { World } from '../kernel/contract.js';
import { retagged } from './happening.js';
import type { Happening, HappeningCall } from './happening.js';

type Event = WorldFile['keys'][number]['timeline'][number];

const day = 86_400_000;

/** What happens to the keys of a world. */
export function* keyHappenings(world: World, { keys }: Pick<WorldFile, 'keys'>): Iterable<Happening> {
  const start = world.clock.now();
  for (const { accountId, region, id, timeline } of keys) {
    for (const event of timeline) {
      const at = timeOf(event.at, start);
      yield {
        accountId,
        region,
        at,
        by: event.by,
        type: keyType,
        happen: (now) => {
          const key = kmsState(now, accountId, region).keys[id ?? ''];
          if (key !== undefined) change(key, event, at);
          return key?.id;
        },
        calls: (keyId) => callsOf(event, keyId),
      };
    }
  }
}

function change(key: Key, event: Event, at: number): void {
  const { enabled, rotationDays, deletion, description } = event;
  if (enabled !== undefined) key.enabled = enabled;
  if (rotationDays === 'off') delete key.rotationDays;
  else if (rotationDays !== undefined) key.rotationDays = rotationDays;
  if (deletion === 'cancelled') delete key.deletionDate;
  else if (deletion !== undefined) key.deletionDate = at + deletion.days * day;
  // A key whose deletion is scheduled or was cancelled is disabled.
  if (deletion !== undefined) key.enabled = false;
  if (description !== undefined) key.description = description;
  key.tags = retagged(key.tags, event);
}

function callsOf(event: Event, KeyId: string): readonly HappeningCall[] {
  const { enabled, rotationDays, deletion, description, tag, untag } = event;
  const calls: (readonly [string, Record<string, unknown>] | false | undefined)[] = [
    enabled !== undefined && [enabled ? 'EnableKey' : 'DisableKey', {}],
    rotationDays === 'off' && ['DisableKeyRotation', {}],
    typeof rotationDays === 'number' && ['EnableKeyRotation', { RotationPeriodInDays: rotationDays }],
    deletion === 'cancelled' && ['CancelKeyDeletion', {}],
    typeof deletion === 'object' && ['ScheduleKeyDeletion', { PendingWindowInDays: deletion.days }],
    description !== undefined && ['UpdateKeyDescription', { Description: description }],
    tag && ['TagResource', { Tags: Object.entries(tag).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) }],
    untag && ['UntagResource', { TagKeys: untag }],
  ];
  return calls
    .filter((call) => call !== undefined && call !== false)
    .map(([operation, input]) => ({ service: 'kms', operation, input: { KeyId, ...input } }));
}
