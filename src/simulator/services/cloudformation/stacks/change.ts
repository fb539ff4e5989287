import { isDeepStrictEqual } from 'node:util';
import type { ResourceProvider } from '../../../kernel/contract.js';
import { templateOf } from '../template/library.js';
import { declaredResources, evaluateOutputs, evaluateProperties } from './declared.js';
import { isLiving } from './delete.js';
import { stackScope } from './run.js';
import type { StackRun } from './run.js';
import type { Stack } from './state.js';

/** What an update gives a stack. */
export type Definition = Pick<Stack, 'template' | 'parameters' | 'tags' | 'capabilities'>;

/**
 * Would this definition change anything? CloudFormation compares what it made last with what it would make now;
 * what others did to the resources meanwhile plays no part.
 */
export function changesAnything(run: StackRun, next: Definition): boolean {
  const { stack } = run;
  if (!isDeepStrictEqual(next.tags, stack.tags)) return true;
  const template = templateOf(run.world, next.template);
  const scope = stackScope(run, template, next.parameters);
  const declared = declaredResources(template, scope);
  const living = Object.keys(stack.resources).filter((name) => isLiving(stack.resources[name]));
  if (!isDeepStrictEqual(new Set(Object.keys(declared)), new Set(living))) return true;
  const changed = Object.entries(declared).some(([name, declaration]) => {
    const resource = stack.resources[name];
    return (
      resource?.type !== declaration.type ||
      !isDeepStrictEqual(resource.properties, evaluateProperties(declaration, scope, next.tags))
    );
  });
  return changed || !isDeepStrictEqual(evaluateOutputs(template, scope), stack.outputs);
}

/** Does going from one set of properties to another need a new resource? */
export function needsReplacement(
  provider: ResourceProvider,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): boolean {
  return provider.replacedBy.some((member) => !isDeepStrictEqual(before[member], after[member]));
}
