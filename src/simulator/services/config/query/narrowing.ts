import type { Condition, Literal, Path } from './syntax.js';

type Values = ReadonlySet<string> | undefined;

/**
 * The only values of a property with which a resource can meet a condition; undefined where the condition does not bind it.
 * A query for one account or one resource type then need not look at all the others.
 */
export function valuesAllowed(condition: Condition | undefined, property: string): Values {
  if (condition === undefined) return undefined;
  switch (condition.kind) {
    case 'and':
      return condition.conditions.map((each) => valuesAllowed(each, property)).reduce(common);
    case 'or':
      return condition.conditions.map((each) => valuesAllowed(each, property)).reduce(either);
    case '=':
      return isOf(condition.path, property) ? texts([condition.value]) : undefined;
    case 'in':
      return isOf(condition.path, property) ? texts(condition.values) : undefined;
    default:
      return undefined;
  }
}

function isOf(path: Path, property: string): boolean {
  return path.length === 1 && path[0] === property;
}

/** A number is met by every text that reads as it, so that it binds nothing. */
function texts(values: readonly Literal[]): Values {
  const found = values.filter((value) => typeof value === 'string');
  return found.length === values.length ? new Set(found) : undefined;
}

function common(a: Values, b: Values): Values {
  if (a === undefined || b === undefined) return a ?? b;
  return new Set([...a].filter((value) => b.has(value)));
}

function either(a: Values, b: Values): Values {
  return a === undefined || b === undefined ? undefined : new Set([...a, ...b]);
}
