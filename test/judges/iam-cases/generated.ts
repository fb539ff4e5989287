import fc from 'fast-check';
import {
  account,
  elsewhere,
  roleArn,
  sessionArn,
  userArn,
  type PolicyCase,
  type Statement,
  type Undecided,
} from './case.js';

/* Requests and policies by chance, from small sets of names, so that they meet often. */

const actions = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'] as const;
const objects = ['arn:aws:s3:::bucket/a/x', 'arn:aws:s3:::bucket/a/y', 'arn:aws:s3:::bucket/b/x'] as const;

const some = <T>(values: readonly T[], atMost = 2): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: atMost });

const actionElement: fc.Arbitrary<Statement> = fc
  .record({
    inverted: fc.nat(4).map((n) => n === 0),
    patterns: some([...actions, 's3:*', '*', 's3:Get*', 's3:*Object', 's3:?etObject', 'sns:Publish']),
  })
  .map(({ inverted, patterns }) => ({ [inverted ? 'NotAction' : 'Action']: patterns }));

const resourceElement: fc.Arbitrary<Statement> = fc
  .record({
    inverted: fc.nat(4).map((n) => n === 0),
    patterns: some([
      ...objects,
      '*',
      'arn:aws:s3:::bucket/*',
      'arn:aws:s3:::bucket/a/*',
      'arn:aws:s3:::bucket/?/x',
      'arn:*:s3:::*/x',
      'arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*',
    ]),
  })
  .map(({ inverted, patterns }) => ({ [inverted ? 'NotResource' : 'Resource']: patterns }));

const words = ['a', 'b', 'ab', 'A'] as const;
const patterns = [...words, 'a*', '?', '*b'] as const;
const team = 'aws:PrincipalTag/team';
const number = 'aws:MultiFactorAuthAge';
const date = 'aws:CurrentTime';
const many = 'aws:TagKeys';
const dates = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z'] as const;

const orIfExists = (names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...names), fc.boolean())
    .map(([name, ifExists]) => `${name}${ifExists ? 'IfExists' : ''}`);

const test = (
  operator: fc.Arbitrary<string>,
  key: string,
  values: fc.Arbitrary<readonly string[]>,
): fc.Arbitrary<Statement> =>
  fc.tuple(operator, values).map(([name, expected]) => ({ [name]: { [key]: expected } }));

const strings = ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'];
const comparisons = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'];

const conditions: fc.Arbitrary<Statement> = fc
  .array(
    fc.oneof(
      test(orIfExists(strings), team, some(words)),
      test(orIfExists(['StringLike', 'StringNotLike']), team, some(patterns)),
      test(orIfExists(comparisons.map((name) => `Numeric${name}`)), number, some(['1', '2', '3'], 1)),
      test(orIfExists(comparisons.map((name) => `Date${name}`)), date, some(dates, 1)),
      test(orIfExists(['Bool']), 'aws:SecureTransport', some(['true', 'false'], 1)),
      test(fc.constant('Null'), team, some(['true', 'false'], 1)),
      test(
        orIfExists(['ArnLike', 'ArnEquals', 'ArnNotLike', 'ArnNotEquals']),
        'aws:PrincipalArn',
        some([roleArn, 'arn:aws:iam::*:role/*', 'arn:aws:iam::*:user/a*', 'arn:aws:iam::222222222222:*']),
      ),
      test(
        fc
          .tuple(
            fc.constantFrom('ForAllValues', 'ForAnyValue'),
            fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'),
          )
          .map((parts) => parts.join(':')),
        many,
        some(['a', 'b', 'ab']),
      ),
    ),
    { maxLength: 2 },
  )
  .map((tests) => (tests.length === 0 ? {} : { Condition: Object.assign({}, ...tests) as Statement }));

const statement: fc.Arbitrary<Statement> = fc
  .tuple(fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'), actionElement, resourceElement, conditions)
  .map(([Effect, ...elements]) => Object.assign({ Effect }, ...elements) as Statement);

const policy: fc.Arbitrary<PolicyCase> = fc.array(statement, { minLength: 1, maxLength: 3 });

const resourcePolicy: fc.Arbitrary<PolicyCase> = fc.array(
  fc
    .tuple(
      statement,
      fc.constantFrom<unknown>(
        '*',
        { AWS: roleArn },
        { AWS: sessionArn },
        { AWS: userArn },
        { AWS: `arn:aws:iam::${account}:root` },
        { AWS: elsewhere },
        { Service: 'config.amazonaws.com' },
      ),
    )
    .map(([given, Principal]) => ({ ...given, Principal })),
  { minLength: 1, maxLength: 2 },
);

const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 1 });

const context: fc.Arbitrary<NonNullable<Undecided['context']>> = fc
  .record(
    {
      [team]: fc.constantFrom(...words),
      [number]: fc.constantFrom('1', '2', '3'),
      [date]: fc.constantFrom(...dates),
      [many]: some(['a', 'b', 'ab', 'c']),
      'aws:SecureTransport': fc.constantFrom('true', 'false'),
    },
    { requiredKeys: [] },
  )
  .map((keys) => keys as NonNullable<Undecided['context']>);

const request = fc.record({
  principal: fc.constantFrom('role' as const, 'user' as const),
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...objects),
  owner: fc.constantFrom(account, account, elsewhere),
  context,
  identity: fc.array(policy, { maxLength: 3 }),
  boundary: seldom(policy),
  session: seldom(policy),
  resourcePolicy: seldom(resourcePolicy),
  serviceControl: seldom(
    fc.array(fc.array(policy, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
  ),
});

/** The same cases for the same seed. What AWS decides is not known here: the two sides are compared with each other. */
export function generatedCases(count: number, seed: number): readonly Undecided[] {
  return fc
    .sample(request, { numRuns: count, seed })
    .map(({ boundary, session, resourcePolicy: attached, serviceControl, ...given }, index): Undecided => ({
      ...given,
      name: `generated ${seed}/${index}`,
      ...(boundary ? { boundary } : {}),
      // Only roles have sessions.
      ...(session && given.principal === 'role' ? { session } : {}),
      ...(attached ? { resourcePolicy: attached } : {}),
      ...(serviceControl ? { serviceControl } : {}),
    }));
}
