import type { DesiredStackSet } from '../model/desired.js';
import type { Obstacle } from '../model/plan.js';
import { instanceKey, type Target } from '../model/target.js';
import type { Situation } from './situation.js';

/** Whether the stack of an INOPERABLE instance is gone: then the StackSet may forget the instance, and make it again. */
export function isLetGo(target: Target, { name }: DesiredStackSet, { observed }: Situation): boolean {
  return observed.inoperable.get(instanceKey(name, target)) === 'gone';
}

/**
 * AWS failed to delete the instance, and a new stack would need the names that the old one holds. Deleting that takes the
 * rights to delete all that is in it, which no role of ours has.
 */
export function inoperable(
  target: Target,
  stackSet: DesiredStackSet,
  situation: Pick<Situation, 'instance'>,
): Obstacle {
  const { accountId, region } = target;
  const { stackId, statusReason: reason } = situation.instance(stackSet, accountId) ?? {};
  const where = `--region ${region} --stack-name ${stackId ?? `of StackSet ${stackSet.name}`}`;
  return {
    ...target,
    reason: `the instance of StackSet ${stackSet.name} is INOPERABLE: AWS failed to delete it${reason ? `: ${reason}` : ''}`,
    instructions: `In account ${accountId}, see what was in the way (aws cloudformation describe-stack-events ${where}), clear it, and delete the stack (aws cloudformation delete-stack ${where}). Then run again: the StackSet forgets the instance, and makes it anew.`,
  };
}
