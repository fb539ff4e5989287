import { validationError } from '../errors.js';
import { intrinsic, isFields } from './model.js';
import type { Template } from './model.js';
import { PLACEHOLDER } from './references.js';

/** What stands behind the names of a template while one stack is made. */
export interface Scope {
  readonly template: Template;
  /** Pseudo parameters and parameters, by name. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The template's conditions, already decided. */
  readonly conditions: Readonly<Record<string, boolean>>;
  /** A resource that exists by now; undefined where there is none. */
  resource(
    logicalId: string,
  ): { readonly physicalId: string; readonly attributes: Readonly<Record<string, unknown>> } | undefined;
}

/** `AWS::NoValue`: the member that has it is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

/** The value of an expression. Maps lose members that are `AWS::NoValue`. */
export function evaluate(value: unknown, scope: Scope): unknown {
  const result = reduce(value, scope);
  return result === NO_VALUE ? undefined : result;
}

function reduce(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown) => reduce(item, scope)).filter((item) => item !== NO_VALUE);
  if (!isFields(value)) return value;
  const call = intrinsic(value);
  if (call && !(call.name === 'Condition' && typeof call.argument !== 'string'))
    return apply(call.name, call.argument, scope);
  const entries = Object.entries(value).map(([key, item]) => [key, reduce(item, scope)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
}

function apply(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref':
      return reference(text(argument, name), scope);
    case 'Fn::GetAtt':
      return attribute(argument, scope);
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::Join':
      return join(argument, scope);
    case 'Fn::Select':
      return select(argument, scope);
    case 'Fn::Split':
      return split(argument, scope);
    case 'Fn::If':
      return choose(argument, scope);
    case 'Fn::FindInMap':
      return find(argument, scope);
    case 'Fn::Base64':
      return Buffer.from(text(reduce(argument, scope), name), 'utf8').toString('base64');
    default:
      return test(name, argument, scope);
  }
}

function reference(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return NO_VALUE;
  if (name in scope.values) return scope.values[name];
  const resource = scope.resource(name);
  if (!resource)
    throw validationError(
      `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`,
    );
  return resource.physicalId;
}

function attribute(argument: unknown, scope: Scope): unknown {
  const parts: readonly unknown[] = Array.isArray(argument)
    ? argument
    : text(argument, 'Fn::GetAtt').split('.');
  const [logicalId, ...rest] = parts.map((item) => text(item, 'Fn::GetAtt'));
  const name = rest.join('.');
  const resource = scope.resource(logicalId ?? '');
  if (!resource)
    throw validationError(
      `Template error: instance of Fn::GetAtt references undefined resource ${logicalId ?? ''}`,
    );
  if (!(name in resource.attributes)) {
    throw validationError(
      `Template error: resource ${logicalId ?? ''} does not support attribute type ${name} in Fn::GetAtt`,
    );
  }
  return resource.attributes[name];
}

function substitute(argument: unknown, scope: Scope): string {
  const parts: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  const [pattern, given] = parts;
  const variables = isFields(given) ? given : {};
  return text(pattern, 'Fn::Sub').replaceAll(PLACEHOLDER, (whole, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    if (name in variables) return text(reduce(variables[name], scope), 'Fn::Sub');
    const value =
      name in scope.values || !name.includes('.') ? reference(name, scope) : attribute(name, scope);
    if (value === NO_VALUE) throw validationError(`Template error: AWS::NoValue cannot be used in ${whole}`);
    return text(value, 'Fn::Sub');
  });
}

function join(argument: unknown, scope: Scope): string {
  const [separator, items] = pair(argument, 'Fn::Join');
  const list = reduce(items, scope);
  if (!Array.isArray(list))
    throw validationError(
      'Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
    );
  return list.map((item: unknown) => text(item, 'Fn::Join')).join(text(separator, 'Fn::Join'));
}

function select(argument: unknown, scope: Scope): unknown {
  const [position, items] = pair(argument, 'Fn::Select');
  const index = Number(reduce(position, scope));
  const list = reduce(items, scope);
  if (!Array.isArray(list))
    throw validationError(
      'Template error: Fn::Select requires a list argument with two elements: an integer index and a list',
    );
  if (!(index in list))
    throw validationError(`Template error: Fn::Select  cannot select nonexistent value at index ${index}`);
  return list[index];
}

function split(argument: unknown, scope: Scope): readonly string[] {
  const [separator, source] = pair(argument, 'Fn::Split');
  return text(reduce(source, scope), 'Fn::Split').split(text(separator, 'Fn::Split'));
}

function choose(argument: unknown, scope: Scope): unknown {
  if (!Array.isArray(argument) || argument.length !== 3)
    throw validationError('Template error: Fn::If requires a list argument with three elements');
  const [condition, then, otherwise] = argument as readonly unknown[];
  return reduce(named(text(condition, 'Fn::If'), scope) ? then : otherwise, scope);
}

function find(argument: unknown, scope: Scope): unknown {
  if (!Array.isArray(argument) || argument.length < 3)
    throw validationError(
      'Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
    );
  const [map, key, member] = argument
    .slice(0, 3)
    .map((item: unknown) => text(reduce(item, scope), 'Fn::FindInMap'));
  const table = scope.template.mappings[map ?? ''];
  const row = isFields(table) ? table[key ?? ''] : undefined;
  const value = isFields(row) ? row[member ?? ''] : undefined;
  if (value === undefined)
    throw validationError(
      `Template error: Unable to get mapping for ${map ?? ''}::${key ?? ''}::${member ?? ''}`,
    );
  return value;
}

function test(name: string, argument: unknown, scope: Scope): boolean {
  const all = (): readonly boolean[] => {
    if (!Array.isArray(argument))
      throw validationError(`Template error: every ${name} object requires a list of conditions`);
    return argument.map((item: unknown) => truth(reduce(item, scope), name));
  };
  switch (name) {
    case 'Condition':
      return named(text(argument, name), scope);
    case 'Fn::Equals': {
      const [left, right] = pair(argument, name).map((item) => reduce(item, scope));
      return JSON.stringify(plain(left)) === JSON.stringify(plain(right));
    }
    case 'Fn::And':
      return all().every(Boolean);
    case 'Fn::Or':
      return all().some(Boolean);
    case 'Fn::Not':
      return !all()[0];
    default:
      throw validationError(`Template error: intrinsic function ${name} is not supported`);
  }
}

/** Scalars compare as text: `Fn::Equals: [!Ref Flag, true]` holds for the parameter value 'true'. */
function plain(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

function named(name: string, scope: Scope): boolean {
  const value = scope.conditions[name];
  if (value === undefined) throw validationError(`Template error: unresolved condition dependency ${name}`);
  return value;
}

function truth(value: unknown, name: string): boolean {
  if (typeof value === 'boolean') return value;
  throw validationError(`Template error: every ${name} object requires a list of conditions`);
}

function pair(argument: unknown, name: string): readonly [unknown, unknown] {
  if (!Array.isArray(argument) || argument.length !== 2)
    throw validationError(`Template error: every ${name} object requires two parameters`);
  return [argument[0], argument[1]];
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw validationError(`Template error: every value of ${name} must be a string`);
}
