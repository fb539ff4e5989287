import {
  account,
  allow,
  deny,
  elsewhere,
  full,
  roleArn,
  sessionArn,
  userArn,
  type Case,
  type PolicyCase,
  type Statement,
} from './case.js';

/* Policies of buckets: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */

const reads: PolicyCase = [allow({ Action: 's3:Get*' })];
const writes: PolicyCase = [allow({ Action: 's3:Put*' })];
const root = `arn:aws:iam::${account}:root`;
const orgId = { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' };

const bucket = (Principal: unknown, more: Statement = {}): PolicyCase => [
  allow({ Principal, Resource: 'arn:aws:s3:::bucket/*', ...more }),
];

/** [who, what the bucket policy says, within the account, allowed with no identity policy] */
const named: readonly (readonly [string, Case['principal'], unknown, boolean])[] = [
  ['the role', 'role', { AWS: roleArn }, true],
  ['the session', 'role', { AWS: sessionArn }, true],
  ['the user', 'user', { AWS: userArn }, true],
  ['everybody', 'role', '*', true],
  ['everybody of AWS', 'role', { AWS: '*' }, true],
  ['everybody, for the user', 'user', '*', true],
  ['the account', 'role', { AWS: root }, false],
  ['the account by its id', 'role', { AWS: account }, false],
  ['the account, for the user', 'user', { AWS: root }, false],
  ['another role', 'role', { AWS: `arn:aws:iam::${account}:role/other` }, false],
  ['another user', 'user', { AWS: `arn:aws:iam::${account}:user/bob` }, false],
  ['a service', 'role', { Service: 'config.amazonaws.com' }, false],
  ['one of several', 'role', { AWS: [`arn:aws:iam::${elsewhere}:root`, roleArn] }, true],
];

export const resourcePolicyCases: readonly Case[] = [
  ...named.map(([what, principal, named, allowed]) => ({
    name: `resource policy: ${what}, within the account`,
    ...(principal ? { principal } : {}),
    resourcePolicy: bucket(named),
    allowed,
  })),
  ...named.map(([what, principal, named]) => ({
    name: `resource policy: ${what}, across accounts without an identity policy`,
    ...(principal ? { principal } : {}),
    owner: elsewhere,
    resourcePolicy: bucket(named),
    allowed: false,
  })),
  ...named.map(([what, principal, named, allowed]) => ({
    name: `resource policy: ${what}, across accounts with an identity policy`,
    ...(principal ? { principal } : {}),
    owner: elsewhere,
    identity: [full],
    resourcePolicy: bucket(named),
    allowed: allowed || what.startsWith('the account'),
  })),
  { name: 'across accounts without a resource policy', owner: elsewhere, identity: [full], allowed: false },
  {
    name: 'a resource policy that denies, within the account',
    identity: [full],
    resourcePolicy: [deny({ Principal: '*', Resource: 'arn:aws:s3:::bucket/*' })],
    allowed: false,
  },
  {
    name: 'a resource policy that denies somebody else',
    identity: [full],
    resourcePolicy: [deny({ Principal: { AWS: userArn }, Resource: 'arn:aws:s3:::bucket/*' })],
    allowed: true,
  },
  {
    name: 'a resource policy for the organization, its own',
    owner: elsewhere,
    identity: [full],
    resourcePolicy: bucket('*', {
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    }),
    context: orgId,
    allowed: true,
  },
  {
    name: 'a resource policy for the organization, another',
    owner: elsewhere,
    identity: [full],
    resourcePolicy: bucket('*', {
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-ffffffffff' } },
    }),
    context: orgId,
    allowed: false,
  },
  {
    name: 'a resource policy for another object',
    resourcePolicy: bucket({ AWS: roleArn }, { Resource: 'arn:aws:s3:::bucket/other' }),
    allowed: false,
  },
  {
    name: 'TLS only, with TLS',
    identity: [full],
    resourcePolicy: [
      deny({
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ],
    context: { 'aws:SecureTransport': 'true' },
    allowed: true,
  },
  {
    name: 'the SCPs bind a grant by the resource policy too',
    resourcePolicy: bucket({ AWS: roleArn }),
    serviceControl: [[full], [writes]],
    allowed: false,
  },
  {
    name: 'the boundary binds a grant to the role',
    resourcePolicy: bucket({ AWS: roleArn }),
    boundary: writes,
    allowed: false,
  },
  {
    name: 'the boundary does not bind a grant to the session',
    resourcePolicy: bucket({ AWS: sessionArn }),
    boundary: writes,
    allowed: true,
  },
  {
    name: 'the boundary does not bind a grant to the user',
    principal: 'user',
    resourcePolicy: bucket({ AWS: userArn }),
    boundary: writes,
    allowed: true,
  },
  {
    name: 'the session policy binds a grant to the role',
    resourcePolicy: bucket({ AWS: roleArn }),
    session: writes,
    allowed: false,
  },
  {
    name: 'the session policy does not bind a grant to the session',
    resourcePolicy: bucket({ AWS: sessionArn }),
    session: writes,
    allowed: true,
  },
  {
    name: 'the session policy lets a grant to the role through',
    resourcePolicy: bucket({ AWS: roleArn }),
    session: reads,
    allowed: true,
  },
  {
    name: 'the session policy binds a grant across accounts',
    owner: elsewhere,
    identity: [full],
    resourcePolicy: bucket({ AWS: roleArn }),
    session: writes,
    allowed: false,
  },
  {
    name: 'an explicit Deny of the identity beats a grant by the resource policy',
    identity: [[deny()]],
    resourcePolicy: bucket({ AWS: roleArn }),
    allowed: false,
  },
  {
    name: 'an explicit Deny of the session policy beats a grant to the session',
    session: [deny()],
    resourcePolicy: bucket({ AWS: sessionArn }),
    allowed: false,
  },
];
