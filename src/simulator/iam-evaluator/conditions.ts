import { ipMatches } from './ip.js';
import { matches, matchesArn, pieces } from './pattern.js';
import type { Context } from './request.js';
import type { Statement } from './document.js';

/* Condition operators: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */

type Test = (expected: string, actual: string, context: Context, variables: boolean) => boolean;

const like =
  (wildcards: boolean, ignoreCase: boolean): Test =>
  (expected, actual, context, variables) => {
    const pattern = pieces(expected, context, variables, wildcards);
    return pattern !== undefined && matches(pattern, actual, ignoreCase);
  };

const arn: Test = (expected, actual, context, variables) => {
  const pattern = pieces(expected, context, variables, true);
  return pattern !== undefined && matchesArn(pattern, actual);
};

const numeric =
  (compare: (actual: number, expected: number) => boolean): Test =>
  (expected, actual) =>
    expected !== '' && actual !== '' && compare(Number(actual), Number(expected));

/** ISO 8601, or seconds since the epoch. */
const time = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const date =
  (compare: (actual: number, expected: number) => boolean): Test =>
  (expected, actual) =>
    compare(time(actual), time(expected));

/** The positive operators; `Not` forms are their negations. */
const tests: Readonly<Record<string, Test>> = {
  stringequals: like(false, false),
  stringequalsignorecase: like(false, true),
  stringlike: like(true, false),
  arnequals: arn,
  arnlike: arn,
  numericequals: numeric((a, b) => a === b),
  numericlessthan: numeric((a, b) => a < b),
  numericlessthanequals: numeric((a, b) => a <= b),
  numericgreaterthan: numeric((a, b) => a > b),
  numericgreaterthanequals: numeric((a, b) => a >= b),
  dateequals: date((a, b) => a === b),
  datelessthan: date((a, b) => a < b),
  datelessthanequals: date((a, b) => a <= b),
  dategreaterthan: date((a, b) => a > b),
  dategreaterthanequals: date((a, b) => a >= b),
  bool: (expected, actual) => expected.toLowerCase() === actual.toLowerCase(),
  binaryequals: (expected, actual) => expected === actual,
  ipaddress: (expected, actual) => ipMatches(expected, actual),
};

const negations: Readonly<Record<string, string>> = {
  stringnotequals: 'stringequals',
  stringnotequalsignorecase: 'stringequalsignorecase',
  stringnotlike: 'stringlike',
  arnnotequals: 'arnequals',
  arnnotlike: 'arnlike',
  numericnotequals: 'numericequals',
  datenotequals: 'dateequals',
  notipaddress: 'ipaddress',
};

/** Do all conditions hold? Operators and keys are joined by AND, the values of one key by OR (NOR for a negated operator). */
export function conditionsHold(
  conditions: Statement['conditions'],
  context: Context,
  variables: boolean,
): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) =>
      holds(operator, context.get(key), expected, context, variables),
    ),
  );
}

function holds(
  operator: string,
  actual: readonly string[] | undefined,
  expected: readonly string[],
  context: Context,
  variables: boolean,
): boolean {
  const match = /^(?:(forallvalues|foranyvalue):)?(\w+?)(ifexists)?$/.exec(operator.toLowerCase());
  const [, set, name = '', ifExists] = match ?? [];
  if (name === 'null')
    return expected.some(
      (value) => (value.toLowerCase() === 'true') === (actual === undefined || actual.length === 0),
    );
  const negated = negations[name];
  const test = tests[negated ?? name];
  // An operator that does not exist never holds, so that a misspelt one denies access instead of granting it.
  if (!test) return false;
  const present = actual !== undefined && actual.length > 0;
  if (!present) {
    if (set === 'forallvalues') return true;
    // Not one value, so not any: here IfExists changes nothing, as seen on AWS.
    // https://repost.aws/questions/QU9HFmDzP0QGuU-fd7rS6B7w/foranyvalue-stringequalsifexists-behaving-unexpectedly
    if (set === 'foranyvalue') return false;
    return ifExists !== undefined || negated !== undefined;
  }
  const one = (value: string): boolean => {
    const found = expected.some((candidate) => test(candidate, value, context, variables));
    return negated === undefined ? found : !found;
  };
  if (set === 'forallvalues') return actual.every(one);
  if (set === 'foranyvalue') return actual.some(one);
  // A key with several values under a plain operator: AWS says to use a set operator; a negated one must then hold for all.
  return negated === undefined ? actual.some(one) : actual.every(one);
}
