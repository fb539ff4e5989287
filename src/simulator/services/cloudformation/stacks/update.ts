import { isDeepStrictEqual } from 'node:util';
import type { ResourceProvider } from '../../../kernel/contract.js';
import { messageOf, resourceNotFound } from '../errors.js';
import { readerOf } from '../readings.js';
import { templateOf } from '../template/library.js';
import type { Template } from '../template/model.js';
import { needsReplacement } from './change.js';
import type { Definition } from './change.js';
import { createResource } from './create.js';
import { declaredResources, evaluateOutputs, evaluateProperties, needsOf } from './declared.js';
import { deleteResource, deleteResources, isLiving } from './delete.js';
import { inOrder } from './order.js';
import { rethrowDefect, resourceWork } from './provider-context.js';
import type { ResourceWork } from './provider-context.js';
import { currentTemplate, providerOf, record, stackScope } from './run.js';
import type { StackRun } from './run.js';
import type { StackResource } from './state.js';

/** What one update did so far: how to take it back, and what to remove once it has succeeded. */
interface Progress {
  readonly undo: (() => Promise<boolean>)[];
  readonly replaced: { readonly logicalId: string; readonly resource: StackResource }[];
}

/** Brings the resources of a stack, whose definition was just changed, to that definition; on a failure puts back what it changed. */
export async function updateStackResources(run: StackRun, before: Definition): Promise<void> {
  const { stack, world } = run;
  const template = currentTemplate(run);
  const oldTemplate = templateOf(world, before.template);
  const declared = declaredResources(template, stackScope(run, template, stack.parameters));
  const progress: Progress = { undo: [], replaced: [] };
  const { failed } = await inOrder(
    needsOf(template, Object.keys(declared)),
    (name) => applyResource(run, template, name, progress),
    { stopAtFailure: true },
  );
  if (failed.length > 0)
    return rollBack(
      run,
      before,
      progress,
      `The following resource(s) failed to update: [${failed.join(', ')}]. `,
    );
  try {
    stack.outputs = evaluateOutputs(template, stackScope(run, template, stack.parameters));
  } catch (error) {
    rethrowDefect(error);
    return rollBack(run, before, progress, messageOf(error));
  }
  record(run, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  await cleanUp(
    run,
    Object.keys(stack.resources).filter((name) => !(name in declared)),
    oldTemplate,
    progress,
  );
  record(run, 'UPDATE_COMPLETE');
}

/** Makes, changes or replaces one resource as the template now says; leaves it alone where nothing of it changed. */
async function applyResource(
  run: StackRun,
  template: Template,
  logicalId: string,
  progress: Progress,
): Promise<boolean> {
  const { stack } = run;
  const existing = stack.resources[logicalId];
  const declaration = template.resources[logicalId];
  if (!declaration) return true;
  if (!existing || !isLiving(existing)) {
    progress.undo.push(() => dropNew(run, logicalId, undefined));
    return createResource(run, logicalId);
  }
  const work = resourceWork(run, logicalId);
  try {
    const after = evaluateProperties(declaration, stackScope(run, template, stack.parameters), stack.tags);
    if (existing.type === declaration.type && isDeepStrictEqual(existing.properties, after)) return true;
    const provider = providerOf(run, declaration.type);
    if (existing.type !== declaration.type || needsReplacement(provider, existing.properties, after)) {
      progress.undo.push(() => dropNew(run, logicalId, existing));
      if (!(await createResource(run, logicalId))) return false;
      progress.replaced.push({ logicalId, resource: existing });
      return true;
    }
    const before = existing.properties;
    progress.undo.push(() => change(run, logicalId, before, after));
    return await change(run, logicalId, after);
  } catch (error) {
    rethrowDefect(error);
    record(run, 'UPDATE_FAILED', { logicalId, reason: work.reasonOf(error) });
    return false;
  }
}

async function change(
  run: StackRun,
  logicalId: string,
  after: Readonly<Record<string, unknown>>,
  before?: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const resource = run.stack.resources[logicalId];
  if (resource?.physicalId === undefined) return true;
  record(run, 'UPDATE_IN_PROGRESS', { logicalId });
  const work = resourceWork(run, logicalId);
  try {
    const provider = providerOf(run, resource.type);
    await assertThere(provider, resource.physicalId, resource, work);
    const made = await provider.update(
      resource.physicalId,
      after,
      before ?? resource.properties,
      work.context,
    );
    Object.assign(resource, {
      physicalId: made.physicalId,
      attributes: made.attributes ?? {},
      properties: after,
    });
    record(run, 'UPDATE_COMPLETE', { logicalId });
    return true;
  } catch (error) {
    rethrowDefect(error);
    record(run, 'UPDATE_FAILED', { logicalId, reason: work.reasonOf(error) });
    return false;
  }
}

/**
 * An update handler of the registry fails where its resource is gone, even where the service's own call would make it
 * again: https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-faq.html
 */
async function assertThere(
  provider: ResourceProvider,
  physicalId: string,
  { type, properties }: StackResource,
  { context }: ResourceWork,
): Promise<void> {
  const read = readerOf(context.world, provider);
  if (!read || (await read(physicalId, properties, context))) return;
  throw resourceNotFound(context.world, type, physicalId);
}

/** Takes back a resource that the update made, and puts the one it replaced in its place. */
async function dropNew(run: StackRun, logicalId: string, old: StackResource | undefined): Promise<boolean> {
  const made = run.stack.resources[logicalId];
  const gone = made === old || !isLiving(made) || (await deleteResource(run, logicalId));
  if (old) run.stack.resources[logicalId] = old;
  else if (gone) delete run.stack.resources[logicalId];
  return gone;
}

async function rollBack(
  run: StackRun,
  before: Definition,
  progress: Progress,
  reason: string,
): Promise<void> {
  record(run, 'UPDATE_ROLLBACK_IN_PROGRESS', { reason });
  Object.assign(run.stack, before);
  let restored = true;
  for (const undo of progress.undo.reverse()) restored = (await undo()) && restored;
  record(run, restored ? 'UPDATE_ROLLBACK_COMPLETE' : 'UPDATE_ROLLBACK_FAILED', { reason });
}

/** Removes what the template no longer has. A resource that can't be removed is left behind, as CloudFormation leaves it. */
async function cleanUp(
  run: StackRun,
  removed: readonly string[],
  oldTemplate: Template,
  progress: Progress,
): Promise<void> {
  const { resources } = run.stack;
  await deleteResources(run, removed, { template: oldTemplate, whileCreating: false, retain: [] });
  for (const name of removed) delete resources[name];
  for (const { logicalId, resource } of progress.replaced) {
    if (oldTemplate.resources[logicalId]?.updateReplacePolicy === 'Retain') continue;
    const current = resources[logicalId];
    resources[logicalId] = resource;
    await deleteResource(run, logicalId);
    if (current) resources[logicalId] = current;
  }
}
