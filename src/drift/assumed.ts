import type { Desired } from '../model/desired.js';
import type { UnseenPlace } from '../model/drift.js';
import type { Observed } from '../model/observed.js';
import { targetKey } from '../model/target.js';
import { hasStack } from '../plan/instance-state.js';
import { situationOf } from '../plan/situation.js';

/**
 * Where the recorder is taken for granted: our rules stand and no recorder of ours, and at depth `quick` nobody looks
 * there. AWS Config takes rules only where there is a recorder, so it may be somebody else's; or ours was taken away since.
 */
export function assumedRecorders(desired: Desired, observed: Observed): readonly UnseenPlace[] {
  const situation = situationOf(desired, observed);
  return desired.coverage.flatMap((target) => {
    const { accountId, region } = target;
    const recorder = situation.stackSetFor('recorder', accountId, region);
    if (!recorder || observed.targets.has(targetKey(target))) return [];
    if (hasStack(situation.instance(recorder, accountId))) return [];
    return [
      {
        accountId,
        region,
        reason: `our rules stand there, and no instance of StackSet ${recorder.name}: the recorder is taken to be somebody else’s; --depth standard looks`,
      },
    ];
  });
}
