import { expect } from 'chai';
import { callerPattern } from '../../../src/app/init/caller-pattern.js';
import { sampleAccounts } from '../../../src/app/init/sample.js';
import type { Account } from '../../../src/model/organization.js';

describe('who is named under organization.callers', () => {
  const session = (name: string) => `arn:aws:sts::111111111111:assumed-role/${name}/somebody`;
  const cases: readonly (readonly [string, string, string | undefined, string | undefined])[] = [
    [
      'a role by what IAM says of it, with its path',
      session('deployer'),
      'arn:aws:iam::111111111111:role/ci/deployer',
      'arn:aws:iam::111111111111:role/ci/deployer',
    ],
    [
      'a role by its session, where IAM can’t be asked',
      session('deployer'),
      undefined,
      'arn:aws:iam::111111111111:role/deployer',
    ],
    [
      'a permission set by the path that all of them have',
      session('AWSReservedSSO_Admin_0123456789abcdef'),
      undefined,
      'arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_0123456789abcdef',
    ],
    [
      'a user as it is',
      'arn:aws:iam::111111111111:user/people/ana',
      undefined,
      'arn:aws:iam::111111111111:user/people/ana',
    ],
    ['nobody for the root user', 'arn:aws:iam::111111111111:root', undefined, undefined],
  ];
  for (const [title, arn, role, expected] of cases)
    it(title, () => expect(callerPattern(arn, role)?.arn).to.equal(expected));
});

describe('the accounts that init looks at', () => {
  const account = (id: string, ...path: string[]): Account => ({
    id,
    name: id,
    state: 'ACTIVE',
    path: ['r-abcd', ...path],
  });
  const accounts = [
    account('1'),
    account('2', 'ou-a'),
    account('3', 'ou-a'),
    account('4', 'ou-a'),
    account('5', 'ou-b'),
    account('6', 'ou-b'),
  ];
  const ids = (most: number) => sampleAccounts(accounts, ['6'], most).map(({ id }) => id);

  it('are those named first, then one of each unit, then the second of each', () => {
    expect(ids(9)).to.deep.equal(['6', '1', '2', '5', '3', '4']);
  });

  it('are no more than were asked for', () => {
    expect(ids(3)).to.deep.equal(['6', '1', '2']);
  });
});
