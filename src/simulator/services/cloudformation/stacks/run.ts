import type { Caller, ResourceProvider, World } from '../../../kernel/contract.js';
import { ServiceError } from '../../../kernel/contract.js';
import type { Template } from '../template/model.js';
import { templateOf } from '../template/library.js';
import { scopeOf } from '../template/scope.js';
import type { Scope } from '../template/evaluate.js';
import type { Stack } from './state.js';

type Providers = ReadonlyMap<string, ResourceProvider>;

/** One run over a stack: everything that making, changing or deleting its resources needs. */
export interface StackRun {
  readonly world: World;
  readonly providers: Providers;
  readonly accountId: string;
  readonly region: string;
  readonly stack: Stack;
  /** As whom this run acts. */
  readonly caller: Caller;
}

/** The template that a stack has now. */
export function currentTemplate(run: StackRun): Template {
  return templateOf(run.world, run.stack.template);
}

/** The names of a stack's template, for the given template and parameters, with the resources that exist now. */
export function stackScope(
  run: StackRun,
  template: Template,
  parameters: Readonly<Record<string, string>>,
): Scope {
  const { world, stack, accountId, region } = run;
  return scopeOf(
    template,
    parameters,
    { partition: world.partition, accountId, region, stackId: stack.id, stackName: stack.name },
    (logicalId) => {
      const resource = stack.resources[logicalId];
      return resource?.physicalId === undefined
        ? undefined
        : { physicalId: resource.physicalId, attributes: resource.attributes };
    },
  );
}

/** Writes an event, and the status it tells of. Without `logicalId` it is the stack's own. */
export function record(
  run: StackRun,
  status: string,
  about: { readonly logicalId?: string; readonly reason?: string } = {},
): void {
  const { stack, world } = run;
  const at = world.clock.now();
  const resource = about.logicalId === undefined ? undefined : stack.resources[about.logicalId];
  const reason = about.reason === undefined ? {} : { reason: about.reason };
  const prefix = about.logicalId === undefined ? '' : `${about.logicalId}-${status}-`;
  stack.events.push({
    id: `${prefix}${world.random.uuid()}`,
    at,
    logicalId: about.logicalId ?? stack.name,
    type: resource?.type ?? 'AWS::CloudFormation::Stack',
    physicalId: resource ? (resource.physicalId ?? '') : stack.id,
    status,
    ...reason,
  });
  if (resource) {
    resource.status = status;
    resource.changedAt = at;
    if (about.reason === undefined) delete resource.statusReason;
    else resource.statusReason = about.reason;
  } else if (about.logicalId === undefined) {
    stack.status = status as Stack['status'];
    if (about.reason === undefined) delete stack.statusReason;
    else stack.statusReason = about.reason;
  }
}

export function providerOf(run: StackRun, type: string): ResourceProvider {
  const provider = run.providers.get(type);
  if (!provider)
    throw new ServiceError(
      'ValidationError',
      `Template format error: Unrecognized resource types: [${type}]`,
    );
  return provider;
}
