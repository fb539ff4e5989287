import type { Call, Shape, World } from '../../kernel/contract.js';
import { versionId } from './arns.js';
import { nextRotation } from './schedule.js';
import { putSecret } from './state.js';
import type { Secret } from './state.js';

/** What happens to a secret; a member that is undefined is taken away. */
export type SecretChange = { readonly [Member in keyof Secret]?: Secret[Member] | undefined };

/** Puts a changed secret in the stead of another, and counts that as its last change. */
export function change(world: World, secret: Secret, changes: SecretChange): Secret {
  const merged = { ...secret, lastChangedAt: world.clock.now(), ...changes };
  const changed = Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== undefined),
  ) as unknown as Secret;
  putSecret(world, changed);
  return changed;
}

/** What a rotation that succeeds at `at` changes: a new version is current, and the old one previous. */
export function rotated(secret: Secret, version: string, at: number): SecretChange {
  return {
    currentVersion: version,
    previousVersion: secret.currentVersion,
    lastRotatedAt: at,
    nextRotationAt: secret.rotationRules && nextRotation(secret.rotationRules, at),
    rotationOccurringAsScheduled: true,
  };
}

/** The version that a request asks for, or a new one. */
export function newVersion(call: Call, token: string | undefined): string {
  return token ?? versionId(call.world);
}

/** The answer that most operations have. */
export function nameOf({ arn, name }: Secret): Shape {
  return { ARN: arn, Name: name };
}
