import { account, allow, deny, full, objectArn, type Case, type Statement } from './case.js';

/* Actions, resources and policy variables: one identity policy decides. */

const one = (name: string, statement: Statement, allowed: boolean, more: Partial<Case> = {}): Case => ({
  name,
  identity: [[allow(statement)]],
  allowed,
  ...more,
});

const actions: readonly (readonly [unknown, boolean])[] = [
  ['s3:GetObject', true],
  ['S3:getobject', true],
  ['s3:Get*', true],
  ['s3:*Object', true],
  ['s3:*et*bj*', true],
  ['s3:Get?bject', true],
  ['s3:GetObject?', false],
  ['s3:Get?Object', false],
  ['s3:GetObjec', false],
  ['s3:*', true],
  ['*', true],
  ['sns:*', false],
  [['sns:*', 's3:GetObject'], true],
  [['sns:*', 's3:Put*'], false],
  ['s3:GetObject*', true],
];

const notActions: readonly (readonly [unknown, boolean])[] = [
  ['s3:GetObject', false],
  ['s3:Get*', false],
  ['S3:GET*', false],
  [['iam:*', 'sts:*'], true],
  [['iam:*', 's3:*'], false],
  ['s3:PutObject', true],
];

const resources: readonly (readonly [unknown, boolean])[] = [
  [objectArn, true],
  ['arn:aws:s3:::bucket/*', true],
  ['arn:aws:s3:::bucket/*/object.txt', true],
  ['arn:aws:s3:::bucket/*.txt', true],
  ['arn:aws:s3:::bucket/folder/object.???', true],
  ['arn:aws:s3:::bucket/folder/object.??', false],
  ['arn:aws:s3:::Bucket/*', false],
  ['arn:aws:s3:::bucket', false],
  ['arn:aws:s3:::buck*', true],
  ['arn:aws:s3:::*', true],
  ['arn:*:s3:::bucket/*', true],
  ['arn:aws-cn:s3:::bucket/*', false],
  ['arn:aws:s3:eu-west-1::bucket/*', false],
  ['arn:aws:s3:*:*:bucket/*', true],
  [['arn:aws:s3:::other/*', 'arn:aws:s3:::bucket/folder/*'], true],
  [['arn:aws:s3:::other/*', 'arn:aws:s3:::another/*'], false],
];

const notResources: readonly (readonly [unknown, boolean])[] = [
  ['arn:aws:s3:::other/*', true],
  ['arn:aws:s3:::bucket/*', false],
  [['arn:aws:s3:::other/*', 'arn:aws:s3:::bucket/folder/*'], false],
  ['*', false],
];

/** A rule's ARN has an account, a Region and colons at which stars may end. */
const rule = `arn:aws:config:eu-west-1:${account}:config-rule/config-rule-abc`;
const ruleResources: readonly (readonly [string, boolean])[] = [
  [rule, true],
  ['arn:aws:config:eu-west-1:*:config-rule/*', true],
  ['arn:aws:config:*:*:config-rule/*', true],
  ['arn:aws:config:eu-west-?:*:config-rule/*', true],
  ['arn:aws:config:us-east-1:*:config-rule/*', false],
  ['arn:aws:config:*:222222222222:config-rule/*', false],
  ['arn:aws:config:*:*:config-rule/config-rule-abd', false],
  ['arn:aws:config:*:*:*', true],
  ['arn:*:*:*:*:*', true],
  ['arn:aws:config:*', true],
  ['arn:aws:config:eu*:config-rule/*', false],
  ['arn:aws:config:eu*1:config-rule/*', false],
  ['arn:aws:con*g-rule/config-rule-abc', false],
  ['arn:aws:config', true],
  ['arn:aws:config:us-east-1', false],
  ['arn:aws:sns', false],
  ['arn:aws:*', true],
];

const variables: readonly (readonly [string, string, Record<string, string | string[]>, boolean])[] = [
  ['arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*', '', { 'aws:PrincipalTag/team': 'folder' }, true],
  ['arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*', '', { 'aws:PrincipalTag/team': 'other' }, false],
  ['arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*', 'an absent key', {}, false],
  ["arn:aws:s3:::bucket/${aws:PrincipalTag/team, 'folder'}/*", 'a default', {}, true],
  ["arn:aws:s3:::bucket/${aws:PrincipalTag/team, 'other'}/*", 'another default', {}, false],
  [
    "arn:aws:s3:::bucket/${aws:PrincipalTag/team, 'other'}/*",
    'a default that is not needed',
    { 'aws:PrincipalTag/team': 'folder' },
    true,
  ],
  ['arn:aws:s3:::bucket/${AWS:principaltag/team}/*', 'case', { 'aws:PrincipalTag/team': 'folder' }, true],
  [
    'arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*',
    'a value that looks like a pattern',
    { 'aws:PrincipalTag/team': '*' },
    false,
  ],
  ['arn:aws:s3:::bucket/${*}', 'a literal star that is not there', {}, false],
];

export const elementCases: readonly Case[] = [
  ...actions.map(([Action, ok]) => one(`Action ${JSON.stringify(Action)}`, { Action }, ok)),
  ...notActions.map(([NotAction, ok]) =>
    one(`NotAction ${JSON.stringify(NotAction)}`, { Action: undefined, NotAction }, ok),
  ),
  ...resources.map(([Resource, ok]) => one(`Resource ${JSON.stringify(Resource)}`, { Resource }, ok)),
  ...notResources.map(([NotResource, ok]) =>
    one(`NotResource ${JSON.stringify(NotResource)}`, { Resource: undefined, NotResource }, ok),
  ),
  ...ruleResources.map(([Resource, ok]) =>
    one(`a rule's ARN by ${Resource}`, { Action: 'config:PutConfigRule', Resource }, ok, {
      action: 'config:PutConfigRule',
      resource: rule,
    }),
  ),
  ...variables.map(([Resource, what, context, ok]) =>
    one(`variable ${Resource}: ${what || JSON.stringify(context)}`, { Resource }, ok, { context }),
  ),
  one('a literal star', { Resource: 'arn:aws:s3:::bucket/${*}' }, true, {
    resource: 'arn:aws:s3:::bucket/*',
  }),
  one('a literal question mark', { Resource: 'arn:aws:s3:::bucket/a${?}' }, true, {
    resource: 'arn:aws:s3:::bucket/a?',
  }),
  one('a literal dollar', { Resource: 'arn:aws:s3:::bucket/${$}a' }, true, {
    resource: 'arn:aws:s3:::bucket/$a',
  }),
  one(
    'variables are plain text before 2012-10-17',
    { Resource: 'arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*' },
    false,
    { version: '2008-10-17', context: { 'aws:PrincipalTag/team': 'folder' } },
  ),
  one('an action without a resource type', { Action: 's3:ListAllMyBuckets' }, true, {
    action: 's3:ListAllMyBuckets',
    resource: '*',
  }),
  one(
    'a star at the end of a part reaches past the colon',
    { Action: 'logs:CreateLogGroup', Resource: 'arn:aws:logs:*:log-group:name' },
    true,
    {
      action: 'logs:CreateLogGroup',
      resource: `arn:aws:logs:eu-west-1:${account}:log-group:name`,
    },
  ),
  one(
    'NotResource with a variable that has no value',
    { Resource: undefined, NotResource: 'arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*' },
    false,
  ),
  { name: 'nothing', allowed: false },
  { name: 'an Allow for something else', identity: [[allow({ Action: 's3:PutObject' })]], allowed: false },
  { name: 'a Deny beside the Allow', identity: [[allow(), deny()]], allowed: false },
  { name: 'a Deny in another policy', identity: [full, [deny()]], allowed: false },
  {
    name: 'a Deny for something else',
    identity: [full, [deny({ Action: 's3:PutObject' })]],
    allowed: true,
  },
  {
    name: 'a Deny for every other resource',
    identity: [full, [deny({ Resource: undefined, NotResource: 'arn:aws:s3:::bucket/*' })]],
    allowed: true,
  },
  {
    name: 'a Deny for every other action',
    identity: [full, [deny({ Action: undefined, NotAction: 's3:Get*' })]],
    allowed: true,
  },
  {
    name: 'a Deny whose condition does not hold',
    identity: [full, [deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]],
    context: { 'aws:SecureTransport': 'true' },
    allowed: true,
  },
  {
    name: 'a Deny whose condition holds',
    identity: [full, [deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })]],
    context: { 'aws:SecureTransport': 'false' },
    allowed: false,
  },
];
