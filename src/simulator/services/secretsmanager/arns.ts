import type { World } from '../../kernel/contract.js';

/** The ARN of a new secret: its name and six characters that nobody can guess. */
export function secretArn(
  world: World,
  { accountId, region }: { readonly accountId: string; readonly region: string },
  name: string,
): string {
  // Joined, so that it is one text in memory and not a tree of them.
  return [
    'arn',
    world.partition,
    'secretsmanager',
    region,
    accountId,
    'secret',
    `${name}-${suffix(world)}`,
  ].join(':');
}

export function versionId(world: World): string {
  return world.random.uuid();
}

function suffix(world: World): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: 6 }, () =>
    alphabet.charAt(Math.floor(world.random.next() * alphabet.length)),
  ).join('');
}
