import type { World } from '../../kernel/contract.js';

/** The ARN of a new secret: its name and six characters that nobody can guess. */
export function secretArn(
  world: World,
  { accountId, region }: { readonly accountId: string; readonly region: string },
  name: string,
): string {
  return `arn:${world.partition}:secretsmanager:${region}:${accountId}:secret:${name}-${suffix(world)}`;
}

export function versionId(world: World): string {
  return world.random.uuid();
}

function suffix(world: World): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  let text = '';
  while (text.length < 6) text += alphabet.charAt(Math.floor(world.random.next() * alphabet.length));
  return text;
}
