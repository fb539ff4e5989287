import { evaluate } from '../template/evaluate.js';
import type { Scope } from '../template/evaluate.js';
import { isFields } from '../template/model.js';
import type { ResourceDeclaration, Template } from '../template/model.js';
import { dependenciesOf } from '../template/references.js';
import type { Needs } from './order.js';
import type { StackOutput, Tag } from './state.js';
import { withStackTags } from './tagged-types.js';

/** The resources that the template declares under its conditions. */
export function declaredResources(
  template: Template,
  scope: Scope,
): Readonly<Record<string, ResourceDeclaration>> {
  return Object.fromEntries(
    Object.entries(template.resources).filter(
      ([, { condition }]) => condition === undefined || scope.conditions[condition] === true,
    ),
  );
}

/** What each of the named resources needs before it, following the template. */
export function needsOf(template: Template, names: Iterable<string>): Needs {
  return new Map(
    [...names].map((name) => {
      const resource = template.resources[name];
      return [name, resource ? dependenciesOf(resource, template) : []];
    }),
  );
}

/** A resource's properties with everything in them decided. */
export function evaluateProperties(
  resource: ResourceDeclaration,
  scope: Scope,
  tags: readonly Tag[],
): Readonly<Record<string, unknown>> {
  const value = evaluate(resource.properties, scope);
  return withStackTags(resource.type, isFields(value) ? value : {}, tags);
}

export function evaluateOutputs(template: Template, scope: Scope): readonly StackOutput[] {
  return Object.entries(template.outputs)
    .filter(([, { condition }]) => condition === undefined || scope.conditions[condition] === true)
    .map(([key, output]) => ({
      key,
      value: outputText(evaluate(output.value, scope)),
      ...(output.description === undefined ? {} : { description: output.description }),
      ...(output.exportName === undefined
        ? {}
        : { exportName: outputText(evaluate(output.exportName, scope)) }),
    }));
}

function outputText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
