import { deny, full, allow, roleArn, type Case, type PolicyCase } from './case.js';

/* Service control policies, boundaries and session policies: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */

const reads: PolicyCase = [allow({ Action: 's3:Get*' })];
const writes: PolicyCase = [allow({ Action: 's3:Put*' })];

export const guardCases: readonly Case[] = [
  { name: 'SCPs: every level allows', identity: [full], serviceControl: [[full], [full]], allowed: true },
  {
    name: 'SCPs: a level without an Allow',
    identity: [full],
    serviceControl: [[full], [writes]],
    allowed: false,
  },
  {
    name: 'SCPs: one of two policies of a level allows',
    identity: [full],
    serviceControl: [[full], [writes, reads]],
    allowed: true,
  },
  { name: 'SCPs: they grant nothing', serviceControl: [[full], [full]], allowed: false },
  {
    name: 'SCPs: a Deny at the root',
    identity: [full],
    serviceControl: [[full, [deny()]], [full]],
    allowed: false,
  },
  {
    name: 'SCPs: a Deny with an exemption, for the exempt role',
    identity: [full],
    serviceControl: [[full, [deny({ Condition: { ArnNotLike: { 'aws:PrincipalArn': roleArn } } })]]],
    allowed: true,
  },
  {
    name: 'SCPs: a Deny with an exemption, for another role',
    identity: [full],
    serviceControl: [
      [full, [deny({ Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/x-*' } } })]],
    ],
    allowed: false,
  },
  {
    name: 'SCPs: a Deny outside of the Regions',
    identity: [full],
    serviceControl: [
      [
        full,
        [
          deny({
            Action: undefined,
            NotAction: ['iam:*', 'sts:*'],
            Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } },
          }),
        ],
      ],
    ],
    context: { 'aws:RequestedRegion': 'eu-central-1' },
    allowed: false,
  },
  {
    name: 'SCPs: a Deny outside of the Regions, inside of them',
    identity: [full],
    serviceControl: [
      [full, [deny({ Action: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })]],
    ],
    context: { 'aws:RequestedRegion': 'eu-west-1' },
    allowed: true,
  },
  { name: 'boundary: both allow', identity: [full], boundary: reads, allowed: true },
  { name: 'boundary: it does not allow', identity: [full], boundary: writes, allowed: false },
  { name: 'boundary: it grants nothing', boundary: full, allowed: false },
  { name: 'boundary: it denies', identity: [full], boundary: [...full, deny()], allowed: false },
  {
    name: 'boundary: a user of its own',
    principal: 'user',
    identity: [full],
    boundary: writes,
    allowed: false,
  },
  { name: 'session policy: both allow', identity: [full], session: reads, allowed: true },
  { name: 'session policy: it does not allow', identity: [full], session: writes, allowed: false },
  { name: 'session policy: it grants nothing', session: full, allowed: false },
  { name: 'session policy: it denies', identity: [full], session: [...full, deny()], allowed: false },
  {
    name: 'boundary and session policy: both allow',
    identity: [full],
    boundary: reads,
    session: reads,
    allowed: true,
  },
  {
    name: 'boundary and session policy: the boundary does not allow',
    identity: [full],
    boundary: writes,
    session: reads,
    allowed: false,
  },
];
