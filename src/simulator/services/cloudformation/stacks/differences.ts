import { isShape } from '../../../kernel/input.js';
import type { Shape } from '../../../kernel/contract.js';
import type { PropertyDifference } from './state.js';

/**
 * Properties that hold a document of their own, in which what was added counts too. Everywhere else only what the
 * template sets is compared (using-cfn-stack-drift, Note).
 */
const DOCUMENTS = new Set([
  'AssumeRolePolicyDocument',
  'EventPattern',
  'InputParameters',
  'KeyPolicy',
  'Policy',
  'PolicyDocument',
  'Statement',
]);

/**
 * The properties of a resource that are not what the template says.
 * @param expected as the template has them
 * @param actual as the resource has them
 */
export function differences(expected: Shape, actual: Shape): readonly PropertyDifference[] {
  return compareShapes(expected, actual, '', false);
}

function compareShapes(
  expected: Shape,
  actual: Shape,
  path: string,
  whole: boolean,
): readonly PropertyDifference[] {
  const added = whole ? Object.keys(actual).filter((name) => expected[name] === undefined) : [];
  return [
    ...Object.entries(expected).flatMap(([name, value]) =>
      compare(value, actual[name], `${path}/${name}`, whole || DOCUMENTS.has(name)),
    ),
    ...added.map((name) => difference(`${path}/${name}`, undefined, actual[name])),
  ];
}

function compare(
  given: unknown,
  found: unknown,
  path: string,
  whole: boolean,
): readonly PropertyDifference[] {
  const [expected, actual] = [document(given, whole), document(found, whole)];
  if (isShape(expected) && isShape(actual)) return compareShapes(expected, actual, path, whole);
  if (Array.isArray(expected) && Array.isArray(actual)) return compareLists(expected, actual, path, whole);
  return isSame(expected, actual) ? [] : [difference(path, expected, actual)];
}

/** Documents may be objects or JSON text: the same in both forms. */
function document(value: unknown, whole: boolean): unknown {
  if (!whole || typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The order of a list does not count. What has no equal on the other side is compared one by one where as many are left. */
function compareLists(
  expected: readonly unknown[],
  actual: readonly unknown[],
  path: string,
  whole: boolean,
): readonly PropertyDifference[] {
  const added = actual.map((value, index) => ({ value, index }));
  const gone = expected
    .map((value, index) => ({ value, index }))
    .filter(({ value }) => {
      const twin = added.findIndex((other) => compare(value, other.value, '', whole).length === 0);
      if (twin >= 0) added.splice(twin, 1);
      return twin < 0;
    });
  if (gone.length === added.length) {
    return gone.flatMap(({ value, index }, n) => compare(value, added[n]?.value, `${path}/${index}`, whole));
  }
  return [
    ...gone.map(({ value, index }) => difference(`${path}/${index}`, value, undefined)),
    ...added.map(({ value, index }) => difference(`${path}/${index}`, undefined, value)),
  ];
}

/** A template may have text where the service has numbers and booleans. */
function isSame(expected: unknown, actual: unknown): boolean {
  return expected !== undefined && actual !== undefined && asText(expected) === asText(actual);
}

function difference(path: string, expected: unknown, actual: unknown): PropertyDifference {
  const type = expected === undefined ? 'ADD' : actual === undefined ? 'REMOVE' : 'NOT_EQUAL';
  return { path, expected: asText(expected), actual: asText(actual), type };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null');
}
