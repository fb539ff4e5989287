import type { Slot, World } from '../../kernel/contract.js';

export interface Key {
  readonly id: string;
  readonly arn: string;
  readonly createdAt: number;
  description: string;
  readonly usage: string;
  readonly spec: string;
  readonly multiRegion: boolean;
  policy: string;
  enabled: boolean;
  /** Days between rotations; absent while rotation is off. */
  rotationDays?: number;
  /** Epoch milliseconds; set while the key waits for its deletion. */
  deletionDate?: number;
  tags: Record<string, string>;
}

export interface KmsState {
  /** By key id. */
  keys: Record<string, Key>;
  /** Alias name with `alias/` → key id. */
  aliases: Record<string, { readonly keyId: string; readonly createdAt: number }>;
}

const kmsSlot: Slot<KmsState> = { name: 'kms', create: () => ({ keys: {}, aliases: {} }) };

/** What AWS Config calls a key. */
export const keyType = 'AWS::KMS::Key';

/** Tells those who watch that a key is new, or not as it was. */
export function keyChanged(world: World, { arn, id }: Key): void {
  const [, , , region = '', accountId = ''] = arn.split(':');
  world.changed({ accountId, region, type: keyType, id });
}

export function kmsState(world: World, accountId: string, region: string): KmsState {
  return world.state(kmsSlot, accountId, region);
}

/**
 * The key behind an id, an ARN, an alias name or an alias ARN; ids and alias names are those of the account and Region given.
 * An alias that no key has gives undefined.
 */
export function findKey(world: World, reference: string, accountId: string, region: string): Key | undefined {
  const arn = /^arn:[^:]+:kms:([^:]+):(\d{12}):(.+)$/.exec(reference);
  const [keyRegion, owner, rest] = arn
    ? [arn[1] ?? '', arn[2] ?? '', arn[3] ?? '']
    : [region, accountId, reference];
  const state = kmsState(world, owner, keyRegion);
  const id = rest.startsWith('alias/') ? state.aliases[rest]?.keyId : rest.replace(/^key\//, '');
  return id === undefined ? undefined : state.keys[id];
}
