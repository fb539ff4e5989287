import { ServiceError } from '../../../kernel/contract.js';
import type { Caller, World } from '../../../kernel/contract.js';
import { regionIsEnabled, settingUpFor } from '../../account/state.js';
import { messageOf } from '../errors.js';
import { readingsOf } from '../readings.js';
import { instanceOverhead } from '../stacks/begin.js';
import { deployStack, livingStack, removeStack, wasDeleted } from './deploy-instance.js';
import type { Attempt } from './deploy-instance.js';
import { detectDrift } from './detect-drift.js';
import { executionCaller } from './execution-role.js';
import { organizationAround } from './organizations-access.js';
import { instanceKey } from './state.js';
import type { OperationResult, StackInstance, StackSet, StackSetOperation } from './state.js';

/** The account gate of a target that has no gate function. */
const NO_GATE = {
  status: 'SKIPPED',
  reason: 'AWSCloudFormationStackSetAccountGate function not found',
} as const;
/** Seen as a status reason in real organizations; the wording is all that is known. */
const SUSPENDED = 'ACCOUNT_SUSPENDED';

/** Does one target of an operation: its stack, and then its instance and its result. False when it failed. */
export async function attempt(
  world: World,
  set: StackSet,
  operation: StackSetOperation,
  result: OperationResult,
): Promise<boolean> {
  const instance = set.instances[instanceKey(result)];
  if (!instance) {
    result.status = 'SUCCEEDED';
    return true;
  }
  result.status = 'RUNNING';
  instance.lastOperationId = operation.id;
  if (operation.action === 'DETECT_DRIFT') return checkDrift(world, set, operation, instance, result);
  instance.detailedStatus = 'RUNNING';
  delete instance.statusReason;
  if (operation.action === 'CREATE' && isSuspended(world, result.account)) {
    // Not counted as a failure: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/981
    finish(result, 'CANCELLED', SUSPENDED);
    Object.assign(instance, {
      detailedStatus: 'SKIPPED_SUSPENDED_ACCOUNT',
      status: 'OUTDATED',
      statusReason: SUSPENDED,
    });
    return true;
  }
  await world.clock.sleep(instanceOverhead(world));
  const ended = await tryStack(world, set, operation, instance, result);
  conclude(set, operation, instance, result, ended);
  return ended.succeeded;
}

async function tryStack(
  world: World,
  set: StackSet,
  operation: StackSetOperation,
  instance: StackInstance,
  result: OperationResult,
): Promise<Attempt> {
  if (operation.action === 'DELETE') {
    if (!livingStack(world, instance)) return { succeeded: true };
    if (operation.retainStacks) return letGo(world, instance);
  }
  if (operation.action === 'CREATE' && instance.status === 'CURRENT' && standsFor(world, instance))
    return { succeeded: true };
  return inAccount(world, set, operation, result, (caller) => {
    if (operation.action === 'DELETE') return removeStack(world, instance, caller);
    return deployStack(world, set, instance, caller);
  });
}

/** An instance whose stack stays is let go of; in a Region that its account has disabled that is one of two readings. */
function letGo(world: World, { account, region }: StackInstance): Attempt {
  const isOutOfReach = !isSuspended(world, account) && !regionIsEnabled(world, account, region);
  return isOutOfReach && readingsOf(world).disabledRegion === 'inoperable'
    ? { succeeded: false, reason: notActivated(account) }
    : { succeeded: true };
}

/** Is the instance's stack there, as far as StackSets know? */
function standsFor(world: World, instance: StackInstance): boolean {
  const missed = readingsOf(world).deletedStack === 'missed' && wasDeleted(world, instance);
  return missed || livingStack(world, instance) !== undefined;
}

/** Drift detection changes nothing of an instance but what is known of its drift (assumed for its detailed status). */
async function checkDrift(
  world: World,
  set: StackSet,
  operation: StackSetOperation,
  instance: StackInstance,
  result: OperationResult,
): Promise<boolean> {
  await world.clock.sleep(instanceOverhead(world));
  const ended = await inAccount(world, set, operation, result, (caller) =>
    detectDrift(world, operation, instance, caller),
  );
  if (instance.drift?.operationId === operation.id) result.drift = instance.drift;
  finish(result, ended.succeeded ? 'SUCCEEDED' : 'FAILED', ended.reason);
  return ended.succeeded;
}

/** Does something as StackSets' role in the target account, where there is one to take. */
async function inAccount(
  world: World,
  set: StackSet,
  operation: StackSetOperation,
  result: OperationResult,
  work: (caller: Caller) => Promise<Attempt>,
): Promise<Attempt> {
  const { account, region } = result;
  if (isSuspended(world, account)) return { succeeded: false, reason: SUSPENDED };
  if (readingsOf(world).settingUp === 'waited-for') await world.clock.sleep(settingUpFor(world, account));
  // stacksets-opt-in-regions: the Region must be enabled in the target account and in the administrator's.
  const without = [account, set.accountId].find((id) => !regionIsEnabled(world, id, region));
  if (without !== undefined) {
    return { succeeded: false, reason: notActivated(without) };
  }
  try {
    const caller = await executionCaller(world, set, operation, account);
    result.gate = NO_GATE;
    return await work(caller);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.code === 'AccountGate') result.gate = { status: 'FAILED', reason: error.message };
    return { succeeded: false, reason: messageOf(error) };
  }
}

function notActivated(account: string): string {
  return `STS is not activated in this region for account:${account}. Your account administrator can activate STS in this region using the IAM Console.`;
}

function conclude(
  set: StackSet,
  operation: StackSetOperation,
  instance: StackInstance,
  result: OperationResult,
  ended: Attempt,
): void {
  finish(result, ended.succeeded ? 'SUCCEEDED' : 'FAILED', ended.reason);
  if (ended.succeeded && operation.action === 'DELETE') {
    delete set.instances[instanceKey(instance)];
    return;
  }
  if (ended.succeeded) Object.assign(instance, { status: 'CURRENT', detailedStatus: 'SUCCEEDED' });
  else if (operation.action === 'DELETE')
    Object.assign(instance, { status: 'INOPERABLE', detailedStatus: 'INOPERABLE' });
  else Object.assign(instance, { status: 'OUTDATED', detailedStatus: 'FAILED' });
  if (ended.reason !== undefined) instance.statusReason = ended.reason;
}

/** Leaves a target of an operation untouched: the operation was stopped, or the failures were too many. */
export function cancel(
  set: StackSet,
  operation: StackSetOperation,
  result: OperationResult,
  reason: string,
): void {
  finish(result, 'CANCELLED', reason);
  const instance = set.instances[instanceKey(result)];
  if (!instance || instance.status === 'INOPERABLE' || operation.action === 'DETECT_DRIFT') return;
  Object.assign(instance, {
    detailedStatus: 'CANCELLED',
    statusReason: reason,
    lastOperationId: operation.id,
  });
}

function finish(
  result: OperationResult,
  status: OperationResult['status'],
  reason: string | undefined,
): void {
  result.status = status;
  if (reason !== undefined) result.statusReason = reason;
}

/** Suspended, closed or being closed. An account outside the organization is none of that. */
function isSuspended(world: World, account: string): boolean {
  const state = organizationAround(world, account)?.accounts[account]?.state;
  return state === 'SUSPENDED' || state === 'PENDING_CLOSURE' || state === 'CLOSED';
}
