import type { DesiredStackSet } from '../model/desired.js';
import { isNarrow } from '../model/scope.js';
import { targetKey, type AccountId } from '../model/target.js';
import type { Draft } from './draft.js';
import type { Situation } from './situation.js';
import { decideUpdate } from './update-decision.js';

/** Whether a definition changes, and what becomes of its instances then. */
export function decideDefinition(stackSet: DesiredStackSet, draft: Draft, situation: Situation): void {
  const { name, kind, region } = stackSet;
  // It is everybody's.
  if (isNarrow(situation.desired.scope)) return;
  const wanted = draft.make.get(name) ?? new Set();
  const canBe = (accountId: AccountId) => {
    const key = targetKey({ accountId, region });
    if (kind === 'recorder') return !draft.foreign.includes(key) && !draft.replaced.has(key);
    return kind !== 'rules' || draft.withRecorder.has(key);
  };
  const leaving = new Set(draft.again.get(name)?.keys());
  const decision = decideUpdate(stackSet, situation, wanted, canBe, leaving);
  if (!decision) return;
  if (decision !== 'held') {
    if (decision.update.autoDeploymentHeld)
      draft.obstacles.push({
        reason: `auto-deployment of StackSet ${name} can't change as long as it has instances that must not be touched: AWS changes it with all instances or not at all`,
        instructions: 'Delete them (aws cloudformation delete-stack-instances), and run again.',
      });
    draft.update.set(name, decision.update);
    draft.make.set(name, new Set([...wanted].filter((id) => !decision.covered.has(id))));
    return;
  }
  draft.make.delete(name);
  if (kind === 'recorder')
    for (const accountId of wanted) draft.withRecorder.delete(targetKey({ accountId, region }));
  const reason = `StackSet ${name} has to change, and so far it only has instances that must not be touched`;
  const looked = new Set(draft.lookLater.map(({ accountId }) => accountId));
  const instances = situation.observed.stackSets.get(name)?.instances ?? [];
  if (instances.some(({ accountId }) => looked.has(accountId)))
    for (const accountId of wanted) draft.lookLater.push({ accountId, region, reason });
  else
    draft.obstacles.push({
      reason,
      instructions: 'Delete them (aws cloudformation delete-stack-instances), and run again.',
    });
}
