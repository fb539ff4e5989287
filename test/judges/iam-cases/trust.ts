import {
  account,
  allow,
  elsewhere,
  full,
  roleArn,
  userArn,
  type Case,
  type PolicyCase,
  type Statement,
} from './case.js';

/* Trust policies of roles, and policies of keys, without which nobody gets in. */

const root = `arn:aws:iam::${account}:root`;

const trustOf = (Principal: unknown, more: Statement = {}): PolicyCase => [
  allow({ Principal, Action: 'sts:AssumeRole', Resource: undefined, ...more }),
];

/** [what, who asks, the trust policy, identity policies, in its own account, across accounts] */
const trust: readonly (readonly [
  string,
  Case['principal'],
  PolicyCase,
  readonly PolicyCase[],
  boolean,
  boolean,
])[] = [
  ['the account, with permission', 'role', trustOf({ AWS: root }), [full], true, true],
  ['the account, without permission', 'role', trustOf({ AWS: root }), [], false, false],
  ['the role, with permission', 'role', trustOf({ AWS: roleArn }), [full], true, true],
  ['the role, without permission', 'role', trustOf({ AWS: roleArn }), [], true, false],
  ['the user, without permission', 'user', trustOf({ AWS: userArn }), [], true, false],
  ['another account', 'role', trustOf({ AWS: '333333333333' }), [full], false, false],
  ['a service, asked by a role', 'role', trustOf({ Service: 'config.amazonaws.com' }), [full], false, false],
  [
    'a service, asked by it',
    'config.amazonaws.com',
    trustOf({ Service: 'config.amazonaws.com' }),
    [],
    true,
    true,
  ],
  ['another service', 'events.amazonaws.com', trustOf({ Service: 'config.amazonaws.com' }), [], false, false],
  [
    'the account, for a named role',
    'role',
    trustOf({ AWS: root }, { Condition: { ArnLike: { 'aws:PrincipalArn': roleArn } } }),
    [full],
    true,
    true,
  ],
  [
    'the account, for a role of another name',
    'role',
    trustOf({ AWS: root }, { Condition: { ArnLike: { 'aws:PrincipalArn': `${roleArn}-x` } } }),
    [full],
    false,
    false,
  ],
];

export const trustCases: readonly Case[] = trust.flatMap(
  ([what, principal, resourcePolicy, identity, within, across]) =>
    ([account, elsewhere] as const).map((owner): Case => ({
      name: `role trust: ${what}, ${owner === account ? 'within the account' : 'across accounts'}`,
      ...(principal ? { principal } : {}),
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${owner}:role/target`,
      owner,
      resourcePolicy,
      identity,
      allowed: owner === account ? within : across,
    })),
);

const keyArn = `arn:aws:kms:eu-west-1:${account}:key/0f3a7a52-8c3f-4a53-8f0e-3e8c4f5b6a7d`;
const key = (name: string, policy: PolicyCase, identity: readonly PolicyCase[], allowed: boolean): Case => ({
  name: `key policy: ${name}`,
  action: 'kms:GenerateDataKey',
  resource: keyArn,
  resourcePolicy: policy,
  identity,
  allowed,
});

export const keyCases: readonly Case[] = [
  key('the account, with permission', [allow({ Principal: { AWS: root }, Action: 'kms:*' })], [full], true),
  key('the account, without permission', [allow({ Principal: { AWS: root }, Action: 'kms:*' })], [], false),
  key('the role, without permission', [allow({ Principal: { AWS: roleArn }, Action: 'kms:*' })], [], true),
  key(
    'nobody of the account, with permission',
    [allow({ Principal: { AWS: userArn }, Action: 'kms:*' })],
    [full],
    false,
  ),
];
