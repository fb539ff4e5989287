import type { Pending } from '../model/account-coverage.js';
import type { Desired, DesiredStackSet } from '../model/desired.js';
import type { StackInstance } from '../model/observed.js';
import type { Target } from '../model/target.js';
import { noReason } from '../model/no-reason.js';
import { inoperable } from '../plan/inoperable.js';
import type { InstanceState } from '../plan/instance-state.js';
import type { StackSetsSituation } from '../plan/situation.js';

/** What our stacks say of one target; `undefined`: recorder and rules are there. Whether they work only a look tells. */
export function notDeployed(
  target: Target,
  situation: StackSetsSituation,
  desired: Pick<Desired, 'rulesByRegion'>,
): Omit<Pending, 'regions'> | undefined {
  const { accountId, region } = target;
  const find = (kind: DesiredStackSet['kind']) => situation.stackSetFor(kind, accountId, region);
  const wantsRules = (desired.rulesByRegion.get(region) ?? []).length > 0;
  const parts = [find('recorder'), wantsRules ? find('rules') : undefined].flatMap((stackSet) =>
    stackSet ? [{ stackSet, state: situation.state(stackSet, accountId) }] : [],
  );
  const last = parts.at(-1);
  // AWS Config takes rules only where there is a recorder, so a stack with rules tells of one that others made too.
  const isThere = ({ stackSet, state }: (typeof parts)[number]) =>
    state === 'standing' || state === 'missing' || metAnother(situation.instance(stackSet, accountId));
  if (last?.state === 'standing' && parts.every(isThere)) return undefined;
  const member = find('member');
  const steps = member ? [{ stackSet: member, state: situation.state(member, accountId) }, ...parts] : parts;
  const first =
    steps.find(({ state }) => state !== 'standing' && state !== 'missing') ??
    steps.find(({ state }) => state === 'missing');
  return first
    ? reasonOf(first, target, situation)
    : { waitsFor: 'apply', reason: 'nothing of orgsecrets is planned there yet' };
}

/**
 * Whether a target counts as deployed although there is no stack of a recorder of ours: it may be somebody else's recorder
 * that the rules stand on, or ours may have been taken away since. Only a look tells.
 */
export function isRecorderAssumed({ accountId, region }: Target, situation: StackSetsSituation): boolean {
  const recorder = situation.stackSetFor('recorder', accountId, region);
  return recorder !== undefined && situation.state(recorder, accountId) === 'missing';
}

/**
 * A recorder that AWS refused because there is one already. Its words, seen in stacks of users:
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationRecorder.html (MaxNumberOfConfigurationRecordersExceededException)
 */
function metAnother(instance: StackInstance | undefined): boolean {
  return /maximum number of configuration recorders|MaxNumberOfConfigurationRecordersExceeded/i.test(
    instance?.statusReason ?? '',
  );
}

function reasonOf(
  { stackSet, state }: { readonly stackSet: DesiredStackSet; readonly state: InstanceState },
  target: Target,
  situation: StackSetsSituation,
): Omit<Pending, 'regions'> {
  const { name, kind } = stackSet;
  switch (state) {
    case 'in-progress':
      return { waitsFor: 'aws', reason: `an operation of StackSet ${name} is under way` };
    case 'inoperable': {
      const { reason, instructions } = inoperable(target, stackSet, situation);
      return { waitsFor: 'person', reason, instructions };
    }
    case 'failed':
      return {
        waitsFor: 'apply',
        reason: failedReason(name, situation.instance(stackSet, target.accountId)),
      };
    case 'missing':
    case 'standing':
      return { waitsFor: 'apply', reason: missing[kind] ?? `there is no instance of StackSet ${name}` };
  }
}

const missing: Partial<Record<DesiredStackSet['kind'], string>> = {
  member: 'nothing of orgsecrets is there',
  recorder: 'its roles are there, recorder and rules of ours are not (--prove sees those of others)',
  rules: 'the recorder is there, the rules are not',
};

function failedReason(name: string, instance: StackInstance | undefined): string {
  const status = instance?.detailedStatus;
  if (status === undefined || status === 'SUCCEEDED')
    return `the instance of StackSet ${name} did not get the last change`;
  return `the instance of StackSet ${name} is ${status}: ${instance?.statusReason ?? noReason}`;
}
