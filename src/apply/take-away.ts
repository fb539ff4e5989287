import { digest } from '../model/digest.js';
import { type ErrorCode, OrgSecretsError } from '../model/errors.js';
import type { TargetFailure } from '../model/outcome.js';
import type { DeleteInstances, DeleteStack, DeleteStackSet, StopAutoDeployment } from '../model/plan.js';
import { targetKey } from '../model/target.js';
import { noReason } from '../model/no-reason.js';
import type { ApplyContext } from './context.js';
import { isOfNewRoles, isOutOfReach } from './cure.js';
import { explainFailure } from './explain-failure.js';
import { inPieces, withoutAccounts } from './narrow.js';
import { poll } from './poll.js';
import { runOperation } from './run-operation.js';

/** What a call fails with whose StackSet or instances another run has taken away meanwhile, and with much else. */
const perhapsGone: readonly ErrorCode[] = ['ActionFailed', 'UnexpectedAnswer'];

/**
 * AWS deletes recorder and channel of one stack at the same time, and the channel can't go while the recorder runs. By
 * the next try the recorder is gone. https://docs.aws.amazon.com/config/latest/APIReference/API_DeleteDeliveryChannel.html
 */
const passing = /LastDeliveryChannelDeleteFailed|running configuration recorder/i;
const tries = 3;

/** Takes instances away, and again those whose failure passes. */
export async function deleteInstances(
  action: DeleteInstances,
  context: ApplyContext,
): Promise<readonly TargetFailure[]> {
  let open = action;
  const failures: TargetFailure[] = [];
  for (let left = tries; ; left -= 1) {
    const failed: TargetFailure[] = [];
    for (const piece of inPieces(open, context.desired.accountsPerOperation))
      failed.push(...(await deleteOnce(piece, context)).map((one) => withWayOut(one, action.stackSet.name)));
    const areNew = (reason: string) => isOfNewRoles(action.stackSet, reason);
    const again = left > 1 ? failed.filter(({ reason }) => passing.test(reason) || areNew(reason)) : [];
    failures.push(...failed.filter((failure) => !again.includes(failure)));
    if (again.length === 0) return failures;
    const retried = new Set(again.map(({ accountId }) => accountId));
    const others = open.targets.map(({ accountId }) => accountId).filter((id) => !retried.has(id));
    open = withoutAccounts(open, new Set(others));
    const isNew = again.some(({ reason }) => areNew(reason));
    const what = isNew ? 'a role is not known yet' : 'a recorder was still running';
    context.emit({ code: 'action-progress', action, text: `tries again where ${what}` });
    if (isNew) await context.clock.sleep(context.pollInterval, context.signal);
  }
}

/**
 * Nobody reaches what is in a Region that its account has disabled. assumed: StackSets let go of it all the same, as they
 * do of what is in an account that is closed (https://repost.aws/knowledge-center/cloudformation-removal-stacksets).
 *
 * CloudFormation takes what is gone for deleted (https://github.com/aws-cloudformation/cloudformation-cli/issues/456).
 * assumed: recorders and delivery channels too, which are not of the types that this is said of.
 */
function withWayOut(failure: TargetFailure, stackSet: string): TargetFailure {
  if (isOutOfReach(failure.reason)) return { ...failure, instructions: enableAgain };
  return /HandlerErrorCode: NotFound/.test(failure.reason)
    ? { ...failure, instructions: forceDeletion(failure, stackSet) }
    : failure;
}

const enableAgain =
  'To be rid of it: enable the Region in the account, exclude the account or the Region in the org.yaml, run apply --allow-destroy, and disable the Region again.';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html (DeletionMode) */
function forceDeletion({ accountId, region }: TargetFailure, stackSet: string): string {
  return `What the stack should delete is gone already. In account ${accountId}, delete the stack without it (aws cloudformation delete-stack --region ${region} --stack-name StackSet-${stackSet}-… --deletion-mode FORCE_DELETE_STACK), then run again.`;
}

/**
 * What is gone already is done, whoever did it; that is never concluded from an answer, but seen: an instance can be out
 * of an operation's reach, and stand.
 */
async function deleteOnce(action: DeleteInstances, context: ApplyContext): Promise<readonly TargetFailure[]> {
  const ended = await orRefusal(startDeletion(action, context));
  if (!(ended instanceof OrgSecretsError) && ended.length === 0) return [];
  const found = (await context.ports.stackSets.listInstances(action.stackSet.name)) ?? [];
  const standing = new Set(found.map(targetKey));
  const gone = action.targets.filter((target) => !standing.has(targetKey(target)));
  if (gone.length === action.targets.length) return [];
  const accounts = new Set(gone.map(({ accountId }) => accountId));
  if (!(ended instanceof OrgSecretsError))
    return ended.filter(({ accountId }) => accountId === undefined || !accounts.has(accountId));
  if (gone.length === 0) throw ended;
  // AWS refuses the whole list for one instance that is not there.
  // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1978
  return deleteOnce(withoutAccounts(action, accounts), context);
}

function startDeletion(action: DeleteInstances, context: ApplyContext): Promise<readonly TargetFailure[]> {
  const { stackSet, operation, retainStacks, targets } = action;
  return runOperation(
    {
      kind: retainStacks ? 'forget' : 'delete',
      stackSet: { name: stackSet.name },
      targets,
      start: (id) =>
        context.ports.stackSets.deleteInstances(stackSet, operation, retainStacks, id, context.preferences),
      onProgress: (text) => context.emit({ code: 'action-progress', action, text }),
    },
    context,
  );
}

/** The definition changes whatever becomes of the operation, so what fails in single accounts is no failure here. */
export async function stopAutoDeployment(
  action: StopAutoDeployment,
  context: ApplyContext,
): Promise<readonly TargetFailure[]> {
  const { stackSet } = action;
  const ended = await orRefusal(
    runOperation(
      {
        kind: 'stop-auto-deployment',
        stackSet: { name: stackSet.name },
        targets: [],
        start: (id) => context.ports.stackSets.stopAutoDeployment(stackSet, id, context.preferences),
        onProgress: (text) => context.emit({ code: 'action-progress', action, text }),
      },
      context,
    ),
  );
  if (!(ended instanceof OrgSecretsError)) return ended;
  // A StackSet that is gone deploys nothing.
  if ((await context.ports.stackSets.listInstances(stackSet.name)) === undefined) return [];
  throw ended;
}

/** What an operation came to, or the error that another run can be behind. */
async function orRefusal(
  running: Promise<readonly TargetFailure[]>,
): Promise<readonly TargetFailure[] | OrgSecretsError> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof OrgSecretsError && perhapsGone.includes(error.code)) return error;
    throw error;
  }
}

export async function deleteStackSet({ stackSet }: DeleteStackSet, context: ApplyContext): Promise<void> {
  await poll(context, `an operation of StackSet ${stackSet.name}`, async () => {
    const answer = await context.ports.stackSets.deleteStackSet(stackSet);
    return answer === 'busy' ? undefined : answer;
  });
}

/** Deletes a plain stack and waits until it is gone. */
export async function deleteStack(
  { stack }: DeleteStack,
  context: ApplyContext,
): Promise<readonly TargetFailure[]> {
  const { name, accountId, region } = stack;
  const { stacks } = context.ports;
  // With the time in it a later deletion of a stack of this name is not taken for this one.
  await stacks.deleteStack(stack, `orgsecrets-${digest([stack, 'delete', context.clock.now()])}`);
  const failed = await poll(context, `stack ${name}`, async () => {
    const found = await stacks.describeStack(name, region);
    if (found === undefined) return 'gone';
    return found.status.endsWith('_IN_PROGRESS') ? undefined : found;
  });
  if (failed === 'gone') return [];
  const reason = `stack ${name} is ${failed.status}: ${failed.statusReason ?? noReason}`;
  const instructions = explainFailure(reason);
  return [{ accountId, region, reason, ...(instructions ? { instructions } : {}) }];
}
