import type { Caller, World } from '../../../kernel/contract.js';
import { assumeServiceRole } from './service-role.js';
import { createStackResources } from './create.js';
import { deleteStack } from './delete.js';
import type { Definition } from './change.js';
import { record } from './run.js';
import type { StackRun } from './run.js';
import { settled, track } from './running.js';
import { updateStackResources } from './update.js';

/**
 * How long a stack operation takes beside its resources. Half of what a stack instance takes, so that
 * an instance's own time is about `stackInstance` in all. The figures are the simulator's, not AWS's.
 */
function stackLatency(world: World): number {
  return world.latency('stack', instanceLatency(world) / 2);
}

/** How long StackSets takes for one stack instance, its stack's own time included. */
function instanceLatency(world: World): number {
  return world.latency('stackInstance', 8000);
}

/** The part of an instance's time that passes before its stack is touched. */
export function instanceOverhead(world: World): number {
  return Math.max(0, instanceLatency(world) - stackLatency(world));
}

function inBackground(run: StackRun, work: () => Promise<void>): void {
  const { stack, world } = run;
  const before = settled(stack);
  const finish = track(stack);
  world.background(async () => {
    try {
      await before;
      await world.clock.sleep(stackLatency(world));
      await work();
    } finally {
      finish();
    }
  });
}

export function beginCreate(run: StackRun): void {
  record(run, 'CREATE_IN_PROGRESS', { reason: 'User Initiated' });
  inBackground(run, () => createStackResources(run));
}

export function beginUpdate(run: StackRun, next: Definition): void {
  const { stack, world } = run;
  const before: Definition = {
    template: stack.template,
    parameters: stack.parameters,
    tags: stack.tags,
    capabilities: stack.capabilities,
  };
  Object.assign(stack, next);
  stack.updatedAt = world.clock.now();
  record(run, 'UPDATE_IN_PROGRESS', { reason: 'User Initiated' });
  inBackground(run, () => updateStackResources(run, before));
}

/** A deletion waits for what is under way on the stack; one that is under way goes on alone. */
export function beginDelete(run: StackRun, retain: readonly string[]): void {
  if (run.stack.status === 'DELETE_IN_PROGRESS') return;
  record(run, 'DELETE_IN_PROGRESS', { reason: 'User Initiated' });
  inBackground(run, () => deleteStack(run, retain));
}

/** As whom a stack's resources are made: its role where it has one, else the caller, through CloudFormation. */
export async function stackCaller(
  world: World,
  caller: Caller,
  region: string,
  roleArn: string | undefined,
  stackId: string,
): Promise<Caller> {
  if (roleArn !== undefined)
    return assumeServiceRole(world, { roleArn, region, accountId: caller.accountId, stackId });
  if (caller.type === 'service') return caller;
  return {
    ...caller,
    calledVia: [...new Set([...(caller.calledVia ?? []), 'cloudformation.amazonaws.com'])],
  };
}
