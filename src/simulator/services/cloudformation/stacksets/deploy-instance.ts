import { ServiceError } from '../../../kernel/contract.js';
import type { Caller, World } from '../../../kernel/contract.js';
import { messageOf } from '../errors.js';
import { readingsOf } from '../readings.js';
import { settled } from '../stacks/running.js';
import { findStack } from '../stacks/state.js';
import type { Stack } from '../stacks/state.js';
import { templateBody, templateOf } from '../template/library.js';
import type { StackInstance, StackSet } from './state.js';

/** How one attempt on a stack instance ended. */
export type Attempt =
  | { readonly succeeded: true; readonly reason?: string }
  | { readonly succeeded: false; readonly reason: string };

const GONE = new Set(['DELETE_COMPLETE']);
const NEVER_MADE = new Set(['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED']);
const GOOD = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE']);

/** The stack of an instance, unless it is gone. */
export function livingStack(world: World, instance: StackInstance): Stack | undefined {
  const stack =
    instance.stackId === undefined
      ? undefined
      : findStack(world, instance.account, instance.region, instance.stackId);
  return stack && !GONE.has(stack.status) ? stack : undefined;
}

/** Did somebody delete the stack behind StackSets' back? StackSets themselves take away none that was ever complete. */
export function wasDeleted(world: World, { account, region, stackId = '' }: StackInstance): boolean {
  const stack = findStack(world, account, region, stackId);
  return (
    stack !== undefined &&
    GONE.has(stack.status) &&
    stack.events.some(({ logicalId, status }) => logicalId === stack.name && status === 'CREATE_COMPLETE')
  );
}

/** Makes the instance's stack, or updates it where it exists. What becomes of one that someone deleted is the world's reading. */
export async function deployStack(
  world: World,
  set: StackSet,
  instance: StackInstance,
  caller: Caller,
): Promise<Attempt> {
  if (readingsOf(world).deletedStack === 'missed' && wasDeleted(world, instance))
    return { succeeded: false, reason: noStack(instance) };
  const stack = livingStack(world, instance);
  if (stack && NEVER_MADE.has(stack.status)) {
    const removed = await removeStack(world, instance, caller);
    if (!removed.succeeded) return removed;
  }
  return livingStack(world, instance)
    ? updateStack(world, set, instance, caller)
    : createStack(world, set, instance, caller);
}

/** Deletes the instance's stack and waits for it. */
export async function removeStack(world: World, instance: StackInstance, caller: Caller): Promise<Attempt> {
  const stack = livingStack(world, instance);
  if (!stack) return { succeeded: true };
  try {
    await world.invoke(
      'cloudformation',
      'DeleteStack',
      { StackName: stack.id },
      { caller, region: instance.region },
    );
  } catch (error) {
    return failure(error);
  }
  await settled(stack);
  return livingStack(world, instance)
    ? { succeeded: false, reason: resourceReason(stack, 'DELETE_FAILED') ?? stack.statusReason ?? '' }
    : { succeeded: true };
}

async function createStack(
  world: World,
  set: StackSet,
  instance: StackInstance,
  caller: Caller,
): Promise<Attempt> {
  try {
    const input = {
      StackName: `StackSet-${set.name}-${world.random.uuid()}`,
      ...stackInput(world, set, instance),
    };
    const answer = await world.invoke('cloudformation', 'CreateStack', input, {
      caller,
      region: instance.region,
    });
    instance.stackId = String(answer['StackId']);
  } catch (error) {
    return failure(error);
  }
  const stack = livingStack(world, instance);
  if (!stack) return { succeeded: false, reason: 'Failed to get stack status' };
  await settled(stack);
  if (GOOD.has(stack.status)) return { succeeded: true };
  const reason = resourceReason(stack, 'CREATE_FAILED') ?? stack.statusReason ?? '';
  // A stack that could not be made is taken away; its instance stays, OUTDATED (stacksets-troubleshooting).
  await removeStack(world, instance, caller);
  return { succeeded: false, reason };
}

async function updateStack(
  world: World,
  set: StackSet,
  instance: StackInstance,
  caller: Caller,
): Promise<Attempt> {
  const stack = livingStack(world, instance);
  if (!stack) return { succeeded: false, reason: 'Failed to get stack status' };
  try {
    await world.invoke(
      'cloudformation',
      'UpdateStack',
      { StackName: stack.id, ...stackInput(world, set, instance) },
      { caller, region: instance.region },
    );
  } catch (error) {
    const isNothing = error instanceof ServiceError && error.message === 'No updates are to be performed.';
    return isNothing ? { succeeded: true, reason: error.message } : failure(error);
  }
  await settled(stack);
  if (GOOD.has(stack.status)) return { succeeded: true };
  return {
    succeeded: false,
    reason: resourceReason(stack, 'UPDATE_FAILED', 'CREATE_FAILED') ?? stack.statusReason ?? '',
  };
}

/** The words of DescribeStacks; that StackSets use them is assumed. */
export function noStack({ stackId = '' }: StackInstance): string {
  return `Stack with id ${stackId} does not exist`;
}

function stackInput(world: World, set: StackSet, instance: StackInstance): Record<string, unknown> {
  const { template, parameters, capabilities, tags } = set.definition;
  const declared = templateOf(world, template).parameters;
  const values = Object.entries({ ...parameters, ...instance.overrides }).filter(([key]) => key in declared);
  return {
    TemplateBody: templateBody(world, template),
    Parameters: values.map(([key, value]) => ({ ParameterKey: key, ParameterValue: value })),
    Capabilities: [...capabilities],
    Tags: tags.map((tag) => ({ ...tag })),
  };
}

/** The first resource that failed since the stack's last beginning, as StackSets words it. */
function resourceReason(stack: Stack, ...statuses: readonly string[]): string | undefined {
  const begun = stack.events.findLastIndex(({ reason }) => reason === 'User Initiated');
  const failed = stack.events
    .slice(begun)
    .find(({ status, type }) => statuses.includes(status) && type !== 'AWS::CloudFormation::Stack');
  if (!failed) return undefined;
  return `ResourceLogicalId:${failed.logicalId}, ResourceType:${failed.type}, ResourceStatusReason:${(failed.reason ?? '').replace(/\.?$/, '')}.`;
}

function failure(error: unknown): Attempt {
  if (!(error instanceof ServiceError)) throw error;
  return { succeeded: false, reason: messageOf(error) };
}
