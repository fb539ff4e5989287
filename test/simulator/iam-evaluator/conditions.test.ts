import { expect } from 'chai';
import { allows } from './support.js';

type Values = string | readonly string[];

/** [operator, what the policy says, what the request has (undefined: no such key), whether it holds] */
const cases: readonly (readonly [string, Values, Values | undefined, boolean])[] = [
  ['StringEquals', 'a', 'a', true],
  ['StringEquals', ['a', 'b'], 'b', true],
  ['StringEquals', 'a', 'A', false],
  ['StringEquals', 'a*', 'ab', false],
  ['StringEquals', 'a', undefined, false],
  ['StringNotEquals', 'a', 'b', true],
  ['StringNotEquals', ['a', 'b'], 'b', false],
  ['StringNotEquals', 'a', undefined, true],
  ['StringEqualsIgnoreCase', 'a', 'A', true],
  ['StringNotEqualsIgnoreCase', 'a', 'A', false],
  ['StringLike', 'a*', 'abc', true],
  ['StringLike', 'a?c', 'abc', true],
  ['StringLike', 'A*', 'abc', false],
  ['StringNotLike', 'a*', 'abc', false],
  ['StringNotLike', 'a*', 'b', true],
  ['StringEqualsIfExists', 'a', undefined, true],
  ['StringEqualsIfExists', 'a', 'b', false],
  ['ArnLike', 'arn:aws:iam::*:role/ops-*', 'arn:aws:iam::111111111111:role/ops-x', true],
  ['ArnEquals', 'arn:aws:iam::*:role/ops-*', 'arn:aws:iam::111111111111:role/ops-x', true],
  ['ArnLike', 'arn:aws:iam:*', 'arn:aws:iam::111111111111:role/ops-x', false],
  ['ArnNotLike', 'arn:aws:iam::*:role/ops-*', 'arn:aws:iam::111111111111:role/other', true],
  ['ArnNotEquals', 'arn:aws:iam::*:role/ops', 'arn:aws:iam::111111111111:role/ops', false],
  ['Bool', 'true', 'true', true],
  ['Bool', 'false', 'true', false],
  ['Bool', 'false', undefined, false],
  ['BoolIfExists', 'false', undefined, true],
  ['Null', 'true', undefined, true],
  ['Null', 'true', 'a', false],
  ['Null', 'false', 'a', true],
  ['Null', 'false', undefined, false],
  ['NumericEquals', '10', '10.0', true],
  ['NumericNotEquals', '10', '11', true],
  ['NumericLessThan', '10', '9', true],
  ['NumericLessThan', '10', '10', false],
  ['NumericLessThanEquals', '10', '10', true],
  ['NumericGreaterThan', '10', '11', true],
  ['NumericGreaterThanEquals', '10', '9', false],
  ['NumericEquals', '10', 'ten', false],
  ['DateLessThan', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', true],
  ['DateGreaterThan', '2026-01-02T00:00:00Z', '1767225600', false],
  ['DateEquals', '2026-01-01T00:00:00Z', '1767225600', true],
  ['IpAddress', '10.0.0.0/8', '10.1.2.3', true],
  ['IpAddress', '10.0.0.0/8', '11.1.2.3', false],
  ['NotIpAddress', '10.0.0.0/8', '11.1.2.3', true],
  ['IpAddress', '2001:db8::/32', '2001:db8::1', true],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['b', 'c'], true],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['c'], false],
  ['ForAnyValue:StringEquals', ['a'], undefined, false],
  ['ForAnyValue:StringEqualsIfExists', ['a'], undefined, false],
  ['ForAllValues:StringEquals', ['a', 'b'], ['b', 'a'], true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['b', 'c'], false],
  ['ForAllValues:StringEquals', ['a'], undefined, true],
  ['ForAnyValue:StringLike', 'a*', ['abc', 'x'], true],
  ['ForAnyValue:StringNotEquals', 'a', ['a', 'b'], true],
  ['ForAllValues:StringNotEquals', 'a', ['a', 'b'], false],
  ['ForAllValues:ArnLike', 'arn:aws:s3:::a*', ['arn:aws:s3:::ab', 'arn:aws:s3:::ac'], true],
  ['stringequals', 'a', 'a', true],
  ['StringEqual', 'a', 'a', false],
];

describe('IAM evaluator: conditions', () => {
  for (const [operator, expected, actual, holds] of cases) {
    it(`${operator} of ${JSON.stringify(expected)} ${holds ? 'holds' : 'does not hold'} for ${JSON.stringify(actual) ?? 'no such key'}`, () => {
      const context: Record<string, Values> = actual === undefined ? {} : { 'test:Key': actual };
      expect(allows({ Condition: { [operator]: { 'test:Key': expected } } }, { context })).to.equal(holds);
    });
  }

  it('joins operators and keys by AND', () => {
    const context = { 'aws:SourceAccount': '1', 'aws:SourceArn': 'arn:aws:config:eu-west-1:1:x' };
    const both = (account: string): object => ({
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': 'arn:aws:config:*:1:*' },
    });
    expect(allows({ Condition: both('1') }, { context })).to.equal(true);
    expect(allows({ Condition: both('2') }, { context })).to.equal(false);
  });

  it('reads key names without regard to case', () => {
    expect(
      allows(
        { Condition: { StringEquals: { 'AWS:sourceaccount': '1' } } },
        { context: { 'aws:SourceAccount': '1' } },
      ),
    ).to.equal(true);
  });

  it("fills variables in the values, so that a policy can speak of the caller's own organization", () => {
    const Condition = { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } };
    expect(
      allows({ Condition }, { context: { 'aws:ResourceOrgID': 'o-1', 'aws:PrincipalOrgID': 'o-1' } }),
    ).to.equal(true);
    expect(
      allows({ Condition }, { context: { 'aws:ResourceOrgID': 'o-2', 'aws:PrincipalOrgID': 'o-1' } }),
    ).to.equal(false);
    expect(allows({ Condition }, { context: { 'aws:ResourceOrgID': 'o-1' } })).to.equal(false);
  });
});
