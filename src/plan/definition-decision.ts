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
  const reason = `StackSet ${name} has to change, and so far it only has instances that must not be touched`;
  const isStuck = decision === 'held' || decision.update.afterMaking;
  if (isStuck && hasToBeLookedAt(name, draft, situation)) {
    hold(stackSet, draft);
    for (const accountId of wanted) draft.lookLater.push({ accountId, region, reason });
    return;
  }
  if (decision === 'held') {
    hold(stackSet, draft);
    draft.obstacles.push({ reason, instructions });
    return;
  }
  if (decision.update.autoDeploymentHeld)
    draft.obstacles.push({
      reason: `auto-deployment of StackSet ${name} can't change as long as it has instances that must not be touched: AWS changes it with all instances or not at all`,
      instructions,
    });
  draft.update.set(name, decision.update);
  draft.make.set(name, new Set([...wanted].filter((id) => !decision.covered.has(id))));
}

const instructions = 'Delete them (aws cloudformation delete-stack-instances), and run again.';

/** Whether one of its instances is in an account that was not looked into yet. */
function hasToBeLookedAt(stackSet: string, draft: Draft, { observed }: Situation): boolean {
  const later = new Set(draft.lookLater.map(({ accountId }) => accountId));
  const instances = observed.stackSets.get(stackSet)?.instances ?? [];
  return instances.some(({ accountId }) => later.has(accountId));
}

/** Makes none of its instances, nor takes one away to make it again. */
function hold({ name, kind, region }: DesiredStackSet, draft: Draft): void {
  const wanted = draft.make.get(name) ?? [];
  if (kind === 'recorder')
    for (const accountId of wanted) draft.withRecorder.delete(targetKey({ accountId, region }));
  draft.make.delete(name);
  draft.again.delete(name);
}
