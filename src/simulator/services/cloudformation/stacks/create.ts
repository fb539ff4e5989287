import { currentTemplate, providerOf, record, stackScope } from './run.js';
import type { StackRun } from './run.js';
import { declaredResources, evaluateOutputs, evaluateProperties, needsOf } from './declared.js';
import { deleteResources } from './delete.js';
import { inOrder } from './order.js';
import { rethrowDefect, resourceWork } from './provider-context.js';
import { messageOf } from '../errors.js';
import type { StackResource } from './state.js';

/** Makes every resource of a stack that was just created; on a failure deletes what it made. */
export async function createStackResources(run: StackRun): Promise<void> {
  const { stack } = run;
  const template = currentTemplate(run);
  const scope = stackScope(run, template, stack.parameters);
  const declared = declaredResources(template, scope);
  const { failed } = await inOrder(
    needsOf(template, Object.keys(declared)),
    (name) => createResource(run, name),
    { stopAtFailure: true },
  );
  if (failed.length === 0) {
    try {
      stack.outputs = evaluateOutputs(template, stackScope(run, template, stack.parameters));
      return record(run, 'CREATE_COMPLETE');
    } catch (error) {
      rethrowDefect(error);
      return rollBack(run, messageOf(error));
    }
  }
  await rollBack(run, `The following resource(s) failed to create: [${failed.join(', ')}].`);
}

async function rollBack(run: StackRun, reason: string): Promise<void> {
  if (run.stack.disableRollback) return record(run, 'CREATE_FAILED', { reason });
  record(run, 'ROLLBACK_IN_PROGRESS', { reason: `${reason} Rollback requested by user.` });
  const stuck = await deleteResources(run, Object.keys(run.stack.resources), {
    template: currentTemplate(run),
    whileCreating: true,
    retain: [],
  });
  if (stuck.length === 0) record(run, 'ROLLBACK_COMPLETE');
  else
    record(run, 'ROLLBACK_FAILED', {
      reason: `The following resource(s) failed to delete: [${stuck.join(', ')}].`,
    });
}

/** Makes one resource; false when it failed, which its event tells. */
export async function createResource(run: StackRun, logicalId: string): Promise<boolean> {
  const { stack, world } = run;
  const template = currentTemplate(run);
  const declaration = template.resources[logicalId];
  if (!declaration) return true;
  const resource: StackResource = {
    type: declaration.type,
    attributes: {},
    properties: {},
    status: 'CREATE_IN_PROGRESS',
    changedAt: world.clock.now(),
  };
  stack.resources[logicalId] = resource;
  record(run, 'CREATE_IN_PROGRESS', { logicalId });
  const work = resourceWork(run, logicalId);
  try {
    const properties = evaluateProperties(
      declaration,
      stackScope(run, template, stack.parameters),
      stack.tags,
    );
    resource.properties = properties;
    const made = await providerOf(run, declaration.type).create(properties, work.context);
    Object.assign(resource, { physicalId: made.physicalId, attributes: made.attributes ?? {} });
    record(run, 'CREATE_COMPLETE', { logicalId });
    return true;
  } catch (error) {
    rethrowDefect(error);
    keepPartial(resource, error);
    record(run, 'CREATE_FAILED', { logicalId, reason: work.reasonOf(error) });
    return false;
  }
}

/** A provider whose resource exists but never became ready says its id in the error's details, so that the rollback finds it. */
function keepPartial(resource: StackResource, error: unknown): void {
  const details = (error as { readonly details?: Readonly<Record<string, unknown>> }).details;
  const physicalId = details?.['physicalId'];
  if (typeof physicalId === 'string') resource.physicalId = physicalId;
}
