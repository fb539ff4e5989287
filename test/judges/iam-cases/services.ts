import {
  account,
  allow,
  deny,
  elsewhere,
  full,
  objectArn,
  roleArn,
  sessionArn,
  userArn,
  type Case,
  type PolicyCase,
  type Statement,
} from './case.js';

/* Services as principals, roles passed to them, and NotPrincipal. */

const root = `arn:aws:iam::${account}:root`;

const bucket = (Principal: unknown, more: Statement = {}): PolicyCase => [
  allow({ Principal, Resource: 'arn:aws:s3:::bucket/*', ...more }),
];

export const serviceCases: readonly Case[] = [
  {
    name: 'a service that the bucket policy names',
    principal: 'config.amazonaws.com',
    resourcePolicy: bucket({ Service: 'config.amazonaws.com' }),
    allowed: true,
  },
  {
    name: 'a service on behalf of its own organization',
    principal: 'config.amazonaws.com',
    resourcePolicy: bucket(
      { Service: 'config.amazonaws.com' },
      { Condition: { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } } },
    ),
    context: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' },
    allowed: true,
  },
  {
    name: 'a service on behalf of another organization',
    principal: 'config.amazonaws.com',
    resourcePolicy: bucket(
      { Service: 'config.amazonaws.com' },
      { Condition: { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } } },
    ),
    context: { 'aws:SourceOrgID': 'o-ffffffffff' },
    allowed: false,
  },
  {
    name: 'a service on behalf of an account that is listed',
    principal: 'config.amazonaws.com',
    resourcePolicy: bucket(
      { Service: 'config.amazonaws.com' },
      { Condition: { StringEquals: { 'aws:SourceAccount': [account, elsewhere] } } },
    ),
    context: { 'aws:SourceAccount': elsewhere },
    allowed: true,
  },
  {
    name: 'a service that nobody names',
    principal: 'config.amazonaws.com',
    resourcePolicy: bucket({ AWS: root }),
    allowed: false,
  },
  {
    name: 'PassRole to a service',
    action: 'iam:PassRole',
    resource: `arn:aws:iam::${account}:role/recorder`,
    identity: [
      [
        allow({
          Action: 'iam:PassRole',
          Condition: { StringEquals: { 'iam:PassedToService': 'config.amazonaws.com' } },
        }),
      ],
    ],
    context: { 'iam:PassedToService': 'config.amazonaws.com' },
    allowed: true,
  },
  {
    name: 'PassRole to another service',
    action: 'iam:PassRole',
    resource: `arn:aws:iam::${account}:role/recorder`,
    identity: [
      [
        allow({
          Action: 'iam:PassRole',
          Condition: { StringEquals: { 'iam:PassedToService': 'config.amazonaws.com' } },
        }),
      ],
    ],
    context: { 'iam:PassedToService': 'ec2.amazonaws.com' },
    allowed: false,
  },
  {
    name: 'NotPrincipal with Deny, for whom it names',
    identity: [full],
    resource: objectArn,
    resourcePolicy: [
      deny({ NotPrincipal: { AWS: [roleArn, sessionArn, root] }, Resource: 'arn:aws:s3:::bucket/*' }),
    ],
    allowed: true,
  },
  {
    name: 'NotPrincipal with Deny, for everybody else',
    identity: [full],
    resourcePolicy: [deny({ NotPrincipal: { AWS: userArn }, Resource: 'arn:aws:s3:::bucket/*' })],
    allowed: false,
  },
];
