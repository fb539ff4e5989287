import { OrgSecretsError } from '../model/errors.js';
import type { TargetFailure } from '../model/outcome.js';
import type { DeployStack } from '../model/plan.js';
import { digest } from '../model/digest.js';
import { noReason } from '../model/no-reason.js';
import type { ApplyContext } from './context.js';
import { explainFailure } from './explain-failure.js';
import { poll } from './poll.js';

const good = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'];

/** Makes or updates a plain stack and waits for its end. */
export async function deployStack(
  action: DeployStack,
  context: ApplyContext,
): Promise<readonly TargetFailure[]> {
  const { stack } = action;
  const template = context.templates[stack.template];
  // A token joins the attempts of one call. With the time in it a later update to the same content is not taken for this.
  const token = `orgsecrets-${digest([stack, action.change, context.clock.now()])}`;
  const { stacks } = context.ports;
  if (action.change === 'create') {
    if ((await stacks.createStack(stack, template, token)) === 'exists') await refuseForeign(stack, context);
  } else await stacks.updateStack(stack, template, token);
  const ended = await poll(context, `stack ${stack.name}`, async () => {
    const found = await stacks.describeStack(stack.name, stack.region);
    if (found === undefined)
      throw new OrgSecretsError(
        'UnexpectedAnswer',
        `Stack ${stack.name} vanished while it was being deployed.`,
        {
          fault: 'aws',
          targets: [{ accountId: stack.accountId, region: stack.region }],
        },
      );
    return found.status.endsWith('_IN_PROGRESS') && !good.includes(found.status) ? undefined : found;
  });
  if (good.includes(ended.status)) return [];
  const reason = `stack ${stack.name} is ${ended.status}: ${ended.statusReason ?? noReason}`;
  const instructions = explainFailure(reason);
  return [
    { accountId: stack.accountId, region: stack.region, reason, ...(instructions ? { instructions } : {}) },
  ];
}

/** Somebody may have made a stack of this name since the plan was made. */
async function refuseForeign(
  { name, region, accountId }: DeployStack['stack'],
  { ports }: ApplyContext,
): Promise<void> {
  if ((await ports.stacks.describeStack(name, region))?.owned) return;
  throw new OrgSecretsError('NotOurs', `Stack ${name} in ${region} exists, and orgsecrets did not make it.`, {
    fault: 'user',
    targets: [{ accountId, region }],
    instructions: 'Choose another stackSets.prefix in the org.yaml, or delete what has the name.',
  });
}
