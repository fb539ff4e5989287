import { currentTemplate, providerOf, record } from './run.js';
import type { StackRun } from './run.js';
import { needsOf } from './declared.js';
import { inOrder, reversed } from './order.js';
import { rethrowDefect, resourceWork } from './provider-context.js';
import { stacksSlot } from './state.js';
import type { StackResource } from './state.js';
import type { Template } from '../template/model.js';

/** Deletes a stack's resources and then the stack; DELETE_FAILED when one of them stays. */
export async function deleteStack(run: StackRun, retain: readonly string[]): Promise<void> {
  const { stack, world, accountId, region } = run;
  const stuck = await deleteResources(run, Object.keys(stack.resources), {
    template: currentTemplate(run),
    whileCreating: false,
    retain,
  });
  if (stuck.length > 0)
    return record(run, 'DELETE_FAILED', {
      reason: `The following resource(s) failed to delete: [${stuck.join(', ')}]. `,
    });
  record(run, 'DELETE_COMPLETE');
  stack.deletedAt = world.clock.now();
  delete world.state(stacksSlot, accountId, region).named[stack.name];
}

export interface DeleteOptions {
  /** The template whose order and policies count. */
  readonly template: Template;
  /** A creation is rolled back: RetainExceptOnCreate deletes. */
  readonly whileCreating: boolean;
  /** Logical ids that the caller wants kept. */
  readonly retain: readonly string[];
}

/**
 * Deletes the named resources of a stack, dependents first, leaving those that a policy or the caller retains.
 * @returns the logical ids of the resources that could not be deleted
 */
export async function deleteResources(
  run: StackRun,
  names: readonly string[],
  options: DeleteOptions,
): Promise<readonly string[]> {
  const before = reversed(
    needsOf(
      options.template,
      names.filter((name) => isLiving(run.stack.resources[name])),
    ),
  );
  const { failed } = await inOrder(
    before,
    (name) => (isRetained(name, options) ? skip(run, name) : deleteResource(run, name)),
    { stopAtFailure: false },
  );
  return failed;
}

/** Does something stand behind this record? */
export function isLiving(resource: StackResource | undefined): boolean {
  return (
    resource?.physicalId !== undefined &&
    resource.status !== 'DELETE_COMPLETE' &&
    resource.status !== 'DELETE_SKIPPED'
  );
}

function isRetained(logicalId: string, { template, whileCreating, retain }: DeleteOptions): boolean {
  const policy = template.resources[logicalId]?.deletionPolicy;
  return (
    retain.includes(logicalId) || policy === 'Retain' || (policy === 'RetainExceptOnCreate' && !whileCreating)
  );
}

async function skip(run: StackRun, logicalId: string): Promise<boolean> {
  record(run, 'DELETE_SKIPPED', { logicalId });
  return true;
}

/** Deletes one resource; false when it could not be, which its event tells. */
export async function deleteResource(run: StackRun, logicalId: string): Promise<boolean> {
  const resource = run.stack.resources[logicalId];
  if (resource?.physicalId === undefined) return true;
  record(run, 'DELETE_IN_PROGRESS', { logicalId });
  const work = resourceWork(run, logicalId);
  try {
    await providerOf(run, resource.type).delete(resource.physicalId, resource.properties, work.context);
    record(run, 'DELETE_COMPLETE', { logicalId });
    return true;
  } catch (error) {
    rethrowDefect(error);
    record(run, 'DELETE_FAILED', { logicalId, reason: work.reasonOf(error) });
    return false;
  }
}
