import { allow, type Case } from './case.js';

/* Conditions on one Allow: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */

type Values = string | readonly string[];
type Keys = Readonly<Record<string, Values>>;

/** The key that stands for each kind of value; the request's value is undefined where it has no such key. */
const text = 'aws:PrincipalTag/team';
const number = 'aws:MultiFactorAuthAge';
const date = 'aws:CurrentTime';
const epoch = 'aws:EpochTime';
const bool = 'aws:SecureTransport';
const ip = 'aws:SourceIp';
const arn = 'aws:PrincipalArn';
const source = 'aws:SourceArn';
const many = 'aws:TagKeys';

/** [operator, key, what the policy says, what the request has, whether it holds] */
const rows: readonly (readonly [string, string, Values, Values | undefined, boolean])[] = [
  ['StringEquals', text, 'a', 'a', true],
  ['StringEquals', text, 'a', 'A', false],
  ['StringEquals', text, ['a', 'b'], 'b', true],
  ['StringEquals', text, ['a', 'b'], 'c', false],
  ['StringEquals', text, 'a*', 'ab', false],
  ['StringEquals', text, 'a', undefined, false],
  ['StringEquals', 'AWS:PRINCIPALTAG/team', 'a', 'a', true],
  ['stringequals', text, 'a', 'a', true],
  ['StringNotEquals', text, 'a', 'b', true],
  ['StringNotEquals', text, 'a', 'a', false],
  ['StringNotEquals', text, ['a', 'b'], 'b', false],
  ['StringNotEquals', text, ['a', 'b'], 'c', true],
  ['StringNotEquals', text, 'a', undefined, true],
  ['StringEqualsIgnoreCase', text, 'Team', 'tEAM', true],
  ['StringEqualsIgnoreCase', text, 'a', 'b', false],
  ['StringEqualsIgnoreCase', text, 'a', undefined, false],
  ['StringNotEqualsIgnoreCase', text, 'Team', 'tEAM', false],
  ['StringNotEqualsIgnoreCase', text, 'a', 'b', true],
  ['StringNotEqualsIgnoreCase', text, 'a', undefined, true],
  ['StringLike', text, 'a*', 'abc', true],
  ['StringLike', text, 'a?c', 'abc', true],
  ['StringLike', text, 'a?', 'abc', false],
  ['StringLike', text, 'A*', 'abc', false],
  ['StringLike', text, '*', 'abc', true],
  ['StringLike', text, '*', undefined, false],
  ['StringLike', text, ['x*', '*c'], 'abc', true],
  ['StringLike', text, '${aws:PrincipalAccount}-*', '111111111111-x', true],
  ['StringLike', text, '${aws:username}-*', '111111111111-x', false],
  ['StringNotLike', text, 'a*', 'abc', false],
  ['StringNotLike', text, 'a*', 'b', true],
  ['StringNotLike', text, 'a*', undefined, true],
  ['StringEqualsIfExists', text, 'a', 'a', true],
  ['StringEqualsIfExists', text, 'a', 'b', false],
  ['StringEqualsIfExists', text, 'a', undefined, true],
  ['StringNotEqualsIfExists', text, 'a', undefined, true],
  ['StringNotEqualsIfExists', text, 'a', 'a', false],
  ['StringLikeIfExists', text, 'a*', undefined, true],
  ['StringLikeIfExists', text, 'a*', 'b', false],
  ['NumericEquals', number, '10', '10', true],
  ['NumericEquals', number, '10', '11', false],
  ['NumericEquals', number, ['10', '11'], '11', true],
  ['NumericEquals', number, '10', undefined, false],
  ['NumericNotEquals', number, '10', '11', true],
  ['NumericNotEquals', number, '10', '10', false],
  ['NumericNotEquals', number, '10', undefined, true],
  ['NumericLessThan', number, '10', '9', true],
  ['NumericLessThan', number, '10', '10', false],
  ['NumericLessThan', number, '10', '9.5', true],
  ['NumericLessThanEquals', number, '10', '10', true],
  ['NumericLessThanEquals', number, '10', '11', false],
  ['NumericGreaterThan', number, '10', '11', true],
  ['NumericGreaterThan', number, '10', '10', false],
  ['NumericGreaterThan', number, '10', '9', false],
  ['NumericGreaterThanEquals', number, '10', '10', true],
  ['NumericGreaterThanEquals', number, '10', '9', false],
  ['NumericLessThanIfExists', number, '10', undefined, true],
  ['NumericLessThanIfExists', number, '10', '11', false],
  ['DateEquals', date, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
  ['DateEquals', date, '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', false],
  ['DateEquals', date, '2026-01-01T00:00:00Z', undefined, false],
  ['DateNotEquals', date, '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', true],
  ['DateNotEquals', date, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
  ['DateLessThan', date, '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', true],
  ['DateLessThan', date, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', false],
  ['DateLessThanEquals', date, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
  ['DateGreaterThan', date, '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', true],
  ['DateGreaterThan', date, '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', false],
  ['DateGreaterThanEquals', date, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', true],
  ['DateGreaterThan', epoch, '1767225600', '1767225601', true],
  ['DateLessThan', epoch, '1767225600', '1767225601', false],
  ['DateLessThanIfExists', date, '2026-01-02T00:00:00Z', undefined, true],
  ['Bool', bool, 'true', 'true', true],
  ['Bool', bool, 'true', 'false', false],
  ['Bool', bool, 'false', 'false', true],
  ['Bool', bool, 'false', undefined, false],
  ['BoolIfExists', bool, 'false', undefined, true],
  ['BoolIfExists', bool, 'false', 'true', false],
  ['IpAddress', ip, '203.0.113.0/24', '203.0.113.7', true],
  ['IpAddress', ip, '203.0.113.0/24', '203.0.114.7', false],
  ['IpAddress', ip, '203.0.113.7', '203.0.113.7', true],
  ['IpAddress', ip, ['10.0.0.0/8', '203.0.113.0/24'], '203.0.113.7', true],
  ['IpAddress', ip, '203.0.113.0/24', undefined, false],
  ['IpAddress', ip, '2001:db8::/32', '2001:db8::7', true],
  ['IpAddress', ip, '2001:db8::/32', '2001:db9::7', false],
  ['IpAddress', ip, '0.0.0.0/0', '203.0.113.7', true],
  ['NotIpAddress', ip, '203.0.113.0/24', '203.0.113.7', false],
  ['NotIpAddress', ip, '203.0.113.0/24', '203.0.114.7', true],
  ['NotIpAddress', ip, '203.0.113.0/24', undefined, true],
  ['ArnEquals', arn, 'arn:aws:iam::111111111111:role/ops', 'arn:aws:iam::111111111111:role/ops', true],
  ['ArnEquals', arn, 'arn:aws:iam::*:role/o*', 'arn:aws:iam::111111111111:role/ops', true],
  ['ArnLike', arn, 'arn:aws:iam::*:role/ops', 'arn:aws:iam::111111111111:role/ops', true],
  ['ArnLike', arn, 'arn:aws:iam::222222222222:role/*', 'arn:aws:iam::111111111111:role/ops', false],
  ['ArnLike', arn, 'arn:aws:iam:*:role/ops', 'arn:aws:iam::111111111111:role/ops', false],
  ['ArnLike', arn, 'arn:*:iam::*:*', 'arn:aws:iam::111111111111:role/ops', true],
  ['ArnLike', source, 'arn:aws:cloudformation:*:111111111111:stackset/a-*', stackSet('a-rules'), true],
  ['ArnLike', source, 'arn:aws:cloudformation:*:111111111111:stackset/a-*:*', stackSet('a-rules'), true],
  ['ArnLike', source, 'arn:aws:cloudformation:*:111111111111:stackset/b-*', stackSet('a-rules'), false],
  ['ArnLike', source, 'arn:aws:cloudformation:*:*:*', undefined, false],
  ['ArnNotEquals', arn, 'arn:aws:iam::*:role/ops', 'arn:aws:iam::111111111111:role/ops', false],
  ['ArnNotEquals', arn, 'arn:aws:iam::*:role/other', 'arn:aws:iam::111111111111:role/ops', true],
  ['ArnNotLike', arn, 'arn:aws:iam::*:role/o*', 'arn:aws:iam::111111111111:role/ops', false],
  ['ArnNotLike', source, 'arn:aws:iam::*:role/o*', undefined, true],
  ['ArnLikeIfExists', source, 'arn:aws:iam::*:role/o*', undefined, true],
  ['Null', text, 'true', undefined, true],
  ['Null', text, 'true', 'a', false],
  ['Null', text, 'false', 'a', true],
  ['Null', text, 'false', undefined, false],
  ['ForAnyValue:StringEquals', many, ['a', 'b'], ['b', 'c'], true],
  ['ForAnyValue:StringEquals', many, ['a', 'b'], ['c', 'd'], false],
  ['ForAnyValue:StringEquals', many, ['a', 'b'], undefined, false],
  ['ForAnyValue:StringLike', many, 'a*', ['x', 'abc'], true],
  ['ForAnyValue:StringNotEquals', many, ['a', 'b'], ['a', 'c'], true],
  ['ForAnyValue:StringNotEquals', many, ['a', 'b'], ['a', 'b'], false],
  ['ForAllValues:StringEquals', many, ['a', 'b'], ['b', 'a'], true],
  ['ForAllValues:StringEquals', many, ['a', 'b'], ['a', 'c'], false],
  ['ForAllValues:StringEquals', many, ['a', 'b'], undefined, true],
  ['ForAllValues:StringLike', many, ['a*'], ['ab', 'ac'], true],
  ['ForAllValues:StringLike', many, ['a*'], ['ab', 'b'], false],
  ['ForAllValues:StringNotEquals', many, ['a', 'b'], ['c', 'd'], true],
  ['ForAllValues:StringNotEquals', many, ['a', 'b'], ['c', 'a'], false],
  ['ForAnyValue:StringEqualsIfExists', many, ['a'], ['b'], false],
  ['ForAnyValue:StringEqualsIfExists', many, ['a'], undefined, false],
  ['ForAnyValue:StringEqualsIfExists', many, ['a'], ['a', 'b'], true],
  ['ForAllValues:StringEqualsIfExists', many, ['a'], undefined, true],
  ['ForAnyValue:StringNotEquals', many, ['a'], undefined, false],
  ['ForAnyValue:Null', many, 'true', undefined, true],
  ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-a/r-b/*', ['o-a/r-b/ou-c/'], true],
  ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-a/r-b/ou-c/ou-d/*', ['o-a/r-b/ou-c/'], false],
];

function stackSet(name: string): string {
  return `arn:aws:cloudformation:us-east-1:111111111111:stackset/${name}:0f3a7a52-8c3f-4a53-8f0e-3e8c4f5b6a7d`;
}

/** Several operators, or several keys, on one statement. */
const joined: readonly (readonly [string, Readonly<Record<string, Keys>>, Keys, boolean])[] = [
  [
    'two operators that hold',
    { StringEquals: { [text]: 'a' }, Bool: { [bool]: 'true' } },
    { [text]: 'a', [bool]: 'true' },
    true,
  ],
  [
    'two operators of which one does not hold',
    { StringEquals: { [text]: 'a' }, Bool: { [bool]: 'true' } },
    { [text]: 'a', [bool]: 'false' },
    false,
  ],
  [
    'two keys that hold',
    { StringEquals: { [text]: 'a', 'aws:PrincipalTag/stage': 'b' } },
    { [text]: 'a', 'aws:PrincipalTag/stage': 'b' },
    true,
  ],
  [
    'two keys of which one is absent',
    { StringEquals: { [text]: 'a', 'aws:PrincipalTag/stage': 'b' } },
    { [text]: 'a' },
    false,
  ],
  [
    'a span of time',
    {
      DateGreaterThan: { [date]: '2026-01-01T00:00:00Z' },
      DateLessThan: { [date]: '2026-02-01T00:00:00Z' },
    },
    { [date]: '2026-01-15T00:00:00Z' },
    true,
  ],
  [
    'every tag is known, and there is one',
    { 'ForAllValues:StringEquals': { [many]: ['a', 'b'] }, Null: { [many]: 'false' } },
    {},
    false,
  ],
];

export const conditionCases: readonly Case[] = [
  ...rows.map(([operator, key, expected, actual, allowed]) => ({
    name: `${operator} ${key} ${JSON.stringify(expected)}: ${JSON.stringify(actual) ?? 'absent'}`,
    identity: [[allow({ Condition: { [operator]: { [key]: expected } } })]],
    context: actual === undefined ? {} : { [requestKey(key)]: actual },
    allowed,
  })),
  ...joined.map(([name, Condition, context, allowed]) => ({
    name: `conditions: ${name}`,
    identity: [[allow({ Condition })]],
    context,
    allowed,
  })),
];

/** The request's own spelling of the key, where the policy's is another. */
function requestKey(key: string): string {
  return key.toLowerCase() === text.toLowerCase() ? text : key;
}
