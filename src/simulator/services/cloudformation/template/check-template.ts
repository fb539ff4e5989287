import { validationError } from '../errors.js';
import { dependenciesOf, mentionsOf } from './references.js';
import type { Template } from './model.js';

const PSEUDO_PARAMETERS = [
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
];

/**
 * What CloudFormation refuses before it makes anything: types it does not know, names that stand for nothing, circles.
 * @param types the resource types that this world can make
 */
export function checkTemplate(template: Template, types: ReadonlySet<string>): void {
  const unknown = [...new Set(Object.values(template.resources).map(({ type }) => type))].filter(
    (type) => !types.has(type),
  );
  if (unknown.length > 0)
    throw validationError(`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`);
  checkConditions(template);
  checkNames(template);
  checkCircles(template);
}

function checkConditions(template: Template): void {
  const used = new Set<string>();
  for (const { condition, properties } of Object.values(template.resources)) {
    if (condition !== undefined) used.add(condition);
    mentionsOf(properties).conditions.forEach((name) => used.add(name));
  }
  for (const output of Object.values(template.outputs)) {
    if (output.condition !== undefined) used.add(output.condition);
    mentionsOf(output.value).conditions.forEach((name) => used.add(name));
  }
  for (const value of Object.values(template.conditions))
    mentionsOf(value).conditions.forEach((name) => used.add(name));
  const missing = [...used].filter((name) => !(name in template.conditions));
  if (missing.length > 0)
    throw validationError(
      `Template format error: Unresolved dependencies [${missing.join(', ')}]. Cannot reference resources in the Conditions block of the template`,
    );
}

function checkNames(template: Template): void {
  const simple = new Set([...PSEUDO_PARAMETERS, ...Object.keys(template.parameters)]);
  const unresolved = (value: unknown, resources: boolean): string[] =>
    [...mentionsOf(value).names].filter(
      (name) => !simple.has(name) && !(resources && name in template.resources),
    );
  const inConditions = unresolved(Object.values(template.conditions), false);
  if (inConditions.length > 0) {
    throw validationError(
      `Template format error: Unresolved dependencies [${inConditions.join(', ')}]. Cannot reference resources in the Conditions block of the template`,
    );
  }
  const inResources = Object.values(template.resources).flatMap((resource) => [
    ...unresolved(resource.properties, true),
    ...resource.dependsOn.filter((name) => !(name in template.resources)),
  ]);
  if (inResources.length > 0)
    throw validationError(
      `Template format error: Unresolved resource dependencies [${[...new Set(inResources)].join(', ')}] in the Resources block of the template`,
    );
  const inOutputs = Object.values(template.outputs).flatMap((output) =>
    unresolved([output.value, output.exportName], true),
  );
  if (inOutputs.length > 0)
    throw validationError(
      `Template format error: Unresolved resource dependencies [${[...new Set(inOutputs)].join(', ')}] in the Outputs block of the template`,
    );
}

function checkCircles(template: Template): void {
  const left = new Map(
    Object.entries(template.resources).map(([name, resource]) => [name, dependenciesOf(resource, template)]),
  );
  for (let shrunk = true; shrunk;) {
    const ready = [...left].filter(([, needs]) => needs.every((need) => !left.has(need)));
    ready.forEach(([name]) => left.delete(name));
    shrunk = ready.length > 0;
  }
  if (left.size > 0)
    throw validationError(`Circular dependency between resources: [${[...left.keys()].join(', ')}]`);
}
