import { blindKinds, driftDepths, driftKinds, type DriftDepth, type DriftKind } from '../model/drift.js';
import { OrgSecretsError } from '../model/errors.js';

/**
 * Kinds that a person named must be among what the depth sees: that none of them was found where nobody looked would be
 * taken for a proof.
 *
 * @throws OrgSecretsError InvalidUsage with each kind that the depth does not see, and the depth that sees them all.
 */
export function checkKinds(only: readonly DriftKind[], depth: DriftDepth): void {
  const blind = blindKinds(depth).filter((kind) => only.includes(kind));
  if (blind.length === 0) return;
  const needed = driftDepths.findLast((one) => blind.some((kind) => driftKinds[kind].depth === one));
  throw new OrgSecretsError(
    'InvalidUsage',
    blind
      .map(
        (kind) => `${kind} is not looked for at depth ${depth}: --depth ${driftKinds[kind].depth} sees it.`,
      )
      .join('\n'),
    { fault: 'user', instructions: `Give --depth ${needed}, or leave out of --only what is not looked for.` },
  );
}
