import { validationError } from '../errors.js';
import { intrinsic, isFields } from './model.js';
import type { ResourceDeclaration, Template } from './model.js';

/** What an expression mentions: targets of Ref, GetAtt and Sub, and conditions of If. */
export interface Mentions {
  readonly names: ReadonlySet<string>;
  readonly conditions: ReadonlySet<string>;
}

const FUNCTIONS = new Set([
  'Ref',
  'Condition',
  'Fn::GetAtt',
  'Fn::Sub',
  'Fn::Join',
  'Fn::Select',
  'Fn::Split',
  'Fn::If',
  'Fn::Equals',
  'Fn::And',
  'Fn::Or',
  'Fn::Not',
  'Fn::FindInMap',
  'Fn::Base64',
  'Fn::GetAZs',
  'Fn::Cidr',
]);

/** Walks an expression. An intrinsic function that the simulator does not have is a ValidationError. */
export function mentionsOf(value: unknown): Mentions {
  const names = new Set<string>();
  const conditions = new Set<string>();
  const walk = (item: unknown): void => {
    if (Array.isArray(item)) return item.forEach(walk);
    if (!isFields(item)) return;
    const call = intrinsic(item);
    // A policy document has a member named Condition too: its value is a map, never a name.
    if (!call || (call.name === 'Condition' && typeof call.argument !== 'string'))
      return Object.values(item).forEach(walk);
    if (!FUNCTIONS.has(call.name))
      throw validationError(`Template error: intrinsic function ${call.name} is not supported`);
    const argument = call.argument;
    if (call.name === 'Ref' && typeof argument === 'string') names.add(argument);
    else if (call.name === 'Condition' && typeof argument === 'string') conditions.add(argument);
    else if (call.name === 'Fn::GetAtt') {
      const target: unknown = Array.isArray(argument)
        ? argument[0]
        : typeof argument === 'string'
          ? argument.split('.')[0]
          : undefined;
      if (typeof target === 'string') names.add(target);
    } else if (call.name === 'Fn::Sub') subMentions(argument, names, walk);
    else {
      if (call.name === 'Fn::If' && Array.isArray(argument) && typeof argument[0] === 'string')
        conditions.add(argument[0]);
      walk(argument);
    }
  };
  walk(value);
  return { names, conditions };
}

/** `${Name}`, `${Name.Attribute}` and `${!Literal}` of a Sub. */
export const PLACEHOLDER = /\$\{(!?)([^}]*)\}/g;

function subMentions(argument: unknown, names: Set<string>, walk: (item: unknown) => void): void {
  const parts: readonly unknown[] = Array.isArray(argument) ? argument : [argument, {}];
  const [pattern, variables] = parts;
  if (typeof pattern !== 'string') return;
  walk(variables);
  for (const [, literal, name] of pattern.matchAll(PLACEHOLDER)) {
    if (literal !== '' || name === undefined || (isFields(variables) && name in variables)) continue;
    names.add(name.split('.')[0] ?? name);
  }
}

/** The resources that must exist before this one can be made: DependsOn, and what its properties mention. */
export function dependenciesOf(resource: ResourceDeclaration, template: Template): readonly string[] {
  const mentioned = [...mentionsOf(resource.properties).names].filter((name) => name in template.resources);
  return [...new Set([...resource.dependsOn, ...mentioned])];
}
