import { isShape } from '../kernel/input.js';
import { readCondition, reservedWords } from './conditions.js';
import { isLeaf, PatternSyntax } from './syntax.js';
import type { Condition } from './conditions.js';
import type { Leaf } from './syntax.js';

/** What an object of an event must be like: every field, and one of each `$or`. */
export interface Pattern {
  readonly fields: readonly FieldPattern[];
  readonly alternatives: readonly (readonly Pattern[])[];
}

type FieldPattern = { readonly name: string } & (
  { readonly within: Pattern } | { readonly path: readonly string[]; readonly anyOf: readonly Condition[] }
);

/**
 * Reads an event pattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @throws PatternSyntax
 */
export function parsePattern(json: string): Pattern {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new PatternSyntax('Event pattern is not valid JSON');
  }
  if (!isShape(parsed)) throw new PatternSyntax('Filter is not an object');
  return readPattern(parsed, []);
}

function readPattern(given: Record<string, unknown>, above: readonly string[]): Pattern {
  const entries = Object.entries(given);
  if (entries.length === 0) throw new PatternSyntax('Empty objects are not allowed');
  const fields: FieldPattern[] = [];
  const alternatives: (readonly Pattern[])[] = [];
  for (const [name, value] of entries) {
    const path = [...above, name];
    if (name === '$or' && isAlternatives(value))
      alternatives.push(value.map((alternative) => readPattern(alternative, above)));
    else if (isShape(value)) fields.push({ name, within: readPattern(value, path) });
    else if (Array.isArray(value)) fields.push({ name, path, anyOf: readConditions(value) });
    else throw new PatternSyntax(`"${name}" must be an object or an array`);
  }
  return { fields, alternatives };
}

/** `$or` is one only with two objects and more, none of which has a field named like an operator. */
function isAlternatives(value: unknown): value is readonly Record<string, unknown>[] {
  return (
    Array.isArray(value) &&
    value.length > 1 &&
    value.every((each) => isShape(each) && !Object.keys(each).some((name) => reservedWords.has(name)))
  );
}

function readConditions(given: readonly unknown[]): readonly Condition[] {
  if (given.length === 0) throw new PatternSyntax('Empty arrays are not allowed');
  return given.map(readCondition);
}

/** Does the event match? Where it has an array of objects, one of them must match all that the pattern says within. */
export function matches(pattern: Pattern, event: Record<string, unknown>): boolean {
  return objectMatches(pattern, event, event);
}

function objectMatches(pattern: Pattern, value: unknown, event: Record<string, unknown>): boolean {
  const objects = items(value).filter(isShape);
  // What is not there can still match a pattern that asks for absence.
  return (objects.length > 0 ? objects : [{}]).some(
    (object) =>
      pattern.fields.every((field) =>
        'within' in field
          ? objectMatches(field.within, object[field.name], event)
          : field.anyOf.some((condition) =>
              condition.absence
                ? leavesAt(event, field.path).length === 0
                : leaves(object[field.name]).some((leaf) => condition.holds(leaf)),
            ),
      ) && pattern.alternatives.every((any) => any.some((each) => objectMatches(each, object, event))),
  );
}

/** Values of a path anywhere in the event: a field is absent only where no object of an array has it. */
function leavesAt(value: unknown, [name, ...rest]: readonly string[]): readonly Leaf[] {
  if (name === undefined) return leaves(value);
  return items(value)
    .filter(isShape)
    .flatMap((object) => leavesAt(object[name], rest));
}

function leaves(value: unknown): readonly Leaf[] {
  return items(value).filter(isLeaf);
}

/** A value, or what is in an array and in the arrays in it. */
function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.flatMap(items) : [value];
}
