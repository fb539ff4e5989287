import { BlockList, isIP } from 'node:net';
import { isShape } from '../kernel/input.js';
import { isLeaf, PatternSyntax } from './syntax.js';
import { wildcard } from './wildcard.js';
import type { Leaf } from './syntax.js';

/** One item of a field's list in a pattern. */
export interface Condition {
  /** Whether a value that the event has is one. */
  holds(value: Leaf): boolean;
  /** It asks for the field not to be there at all. */
  readonly absence?: true;
}

type Reader = (given: unknown) => Condition;

/*
 * The operators of event patterns:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * What is refused, and in which words: AWS's own matcher, JsonRuleCompiler of https://github.com/aws/event-ruler
 */
const operators: Readonly<Record<string, Reader>> = {
  exactly: (given) => onText(equals(asText(given, 'exact match pattern'))),
  prefix: (given) => affix('prefix', given, startsWith),
  suffix: (given) => affix('suffix', given, endsWith),
  'equals-ignore-case': (given) =>
    onText(equalsIgnoringCase(asText(given, 'equals-ignore-case match pattern'))),
  wildcard: (given) => onText(wildcard(asText(given, 'wildcard match pattern'))),
  'anything-but': anythingBut,
  numeric,
  cidr,
  exists(given) {
    if (given === true) return { holds: () => true };
    if (given === false) return { holds: () => false, absence: true };
    throw new PatternSyntax('exists match pattern must be either true or false.');
  },
};

/** Words that no field within `$or` may have; with one, `$or` is a field like any other. */
export const reservedWords: ReadonlySet<string> = new Set([
  ...Object.keys(operators),
  ...['=', '<', '<=', '>', '>=', 'regex', 'not-wildcard', 'not-equals-ignore-case'],
  ...['date-after', 'date-on-or-after', 'date-before', 'date-on-or-before', 'in-date-range'],
  ...['ip-address-in-range', 'ip-address-not-in-range'],
]);

/**
 * Reads one item of a field's list: a value to be equal to, or an operator.
 * @throws PatternSyntax
 */
export function readCondition(given: unknown): Condition {
  if (isLeaf(given)) return { holds: (value) => value === given };
  if (!isShape(given)) throw new PatternSyntax('Match value must be String, number, true, false, or null');
  const [name, value] = onlyEntry(given, 'Match');
  const read = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!read) throw new PatternSyntax(`Unrecognized match type ${name}`);
  return read(value);
}

type TextTest = (text: string) => boolean;

const equals =
  (expected: string): TextTest =>
  (text) =>
    text === expected;
const equalsIgnoringCase =
  (expected: string): TextTest =>
  (text) =>
    text.toLowerCase() === expected.toLowerCase();
const startsWith =
  (start: string): TextTest =>
  (text) =>
    text.startsWith(start);
const endsWith =
  (end: string): TextTest =>
  (text) =>
    text.endsWith(end);

function onText(test: TextTest): Condition {
  return { holds: (value) => typeof value === 'string' && test(value) };
}

function asText(given: unknown, what: string): string {
  if (typeof given === 'string') return given;
  throw new PatternSyntax(`${what} must be a string`);
}

function onlyEntry(given: Record<string, unknown>, what: string): readonly [string, unknown] {
  const [entry, ...others] = Object.entries(given);
  if (!entry) throw new PatternSyntax(`${what} expression name not found`);
  if (others.length > 0) throw new PatternSyntax('Only one key allowed in match expression');
  return entry;
}

/** `{"prefix": "a"}` or `{"prefix": {"equals-ignore-case": "a"}}`. */
function affix(name: string, given: unknown, test: (affixed: string) => TextTest): Condition {
  if (!isShape(given)) return onText(test(asText(given, `${name} match pattern`)));
  const [inner, value] = onlyEntry(given, name);
  if (inner !== 'equals-ignore-case') throw new PatternSyntax(`Unsupported ${name} pattern: ${inner}`);
  const lower = test(asText(value, 'equals-ignore-case match pattern').toLowerCase());
  return onText((text) => lower(text.toLowerCase()));
}

const negatable: Readonly<Record<string, (given: string) => TextTest>> = {
  prefix: startsWith,
  suffix: endsWith,
  'equals-ignore-case': equalsIgnoringCase,
  wildcard,
};

/** What is not a text is none of the texts either. */
function anythingBut(given: unknown): Condition {
  if (isShape(given)) {
    const [name, value] = onlyEntry(given, 'Anything-But');
    const test = Object.hasOwn(negatable, name) ? negatable[name] : undefined;
    if (!test) throw new PatternSyntax(`Unsupported anything-but pattern: ${name}`);
    const tests = texts(value, name).map(test);
    return { holds: (found) => typeof found !== 'string' || !tests.some((excluded) => excluded(found)) };
  }
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  const allOf = (type: string): boolean => values.length > 0 && values.every((each) => typeof each === type);
  if (!allOf('string') && !allOf('number')) {
    throw new PatternSyntax(
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    );
  }
  return { holds: (found) => !values.includes(found) };
}

function texts(given: unknown, name: string): readonly string[] {
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  // AWS's matcher takes an empty list and then fails on it.
  if (values.length === 0) throw new PatternSyntax('Empty arrays are not allowed');
  return values.map((value) => {
    const text = asText(value, `${name} match pattern`);
    if (text === '' && (name === 'prefix' || name === 'suffix'))
      throw new PatternSyntax(`Null ${name} not allowed`);
    return text;
  });
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** `["<", 10]`, or a range, whose lower end stands first. */
function numeric(given: unknown): Condition {
  if (!Array.isArray(given)) throw new PatternSyntax('Value of numeric must be an array.');
  const [first, bottom, second, top, ...more] = given as readonly unknown[];
  const tests = [comparison(first, bottom)];
  if (second !== undefined) {
    if (more.length > 0) throw new PatternSyntax('Too many terms in numeric range expression');
    if (first !== '>' && first !== '>=') throw new PatternSyntax('Too many elements in numeric expression');
    if (second !== '<' && second !== '<=')
      throw new PatternSyntax(`Bad numeric range operator: ${JSON.stringify(second)}`);
    tests.push(comparison(second, top));
    if (Number(bottom) >= Number(top)) throw new PatternSyntax('Bottom must be less than top');
  }
  return { holds: (value) => typeof value === 'number' && tests.every((test) => test(value)) };
}

function comparison(operator: unknown, bound: unknown): (value: number) => boolean {
  const compare =
    typeof operator === 'string' && Object.hasOwn(comparisons, operator) ? comparisons[operator] : undefined;
  if (!compare) throw new PatternSyntax(`Unrecognized numeric range operator: ${String(operator)}`);
  if (typeof bound !== 'number') throw new PatternSyntax(`Value of ${String(operator)} must be numeric`);
  return (value) => compare(value, bound);
}

function cidr(given: unknown): Condition {
  const [network = '', bits = '', ...more] = asText(given, 'prefix match pattern').split('/');
  if (bits === '' || more.length > 0) throw new PatternSyntax("Malformed CIDR, one '/' required");
  const family = isIP(network);
  if (family === 0) throw new PatternSyntax(`Nonstandard IP address: ${network}`);
  if (!/^\d+$/.test(bits)) throw new PatternSyntax('Malformed CIDR, mask bits must be an integer');
  const most = family === 6 ? 128 : 32;
  if (Number(bits) > most) throw new PatternSyntax(`Malformed CIDR, mask bits must be < ${most}`);
  const kind = family === 6 ? 'ipv6' : 'ipv4';
  const block = new BlockList();
  block.addSubnet(network, Number(bits), kind);
  return onText((text) => isIP(text) === family && block.check(text, kind));
}
