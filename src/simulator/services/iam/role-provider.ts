import { ServiceError } from '../../kernel/contract.js';
import { shape, shapes, text, texts } from '../../kernel/input.js';
import { letters } from '../../kernel/random.js';
import { inlineNames, managedPolicies, readRole } from './read-role.js';
import { tagsOf, tagShapes } from './tags.js';
import type { MadeResource, ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';

/** AWS::IAM::Role, with its inline and managed policies. */
export const roleProvider: ResourceProvider = {
  type: 'AWS::IAM::Role',
  replacedBy: ['RoleName', 'Path'],
  async create(properties, context) {
    const name =
      text(properties, 'RoleName') ??
      `${context.stackName}-${context.logicalId}`.slice(0, 51) + `-${letters(context.world.random, 12)}`;
    await context.call('iam', 'CreateRole', {
      RoleName: name,
      Path: text(properties, 'Path'),
      AssumeRolePolicyDocument: json(properties['AssumeRolePolicyDocument']),
      Description: text(properties, 'Description'),
      MaxSessionDuration: properties['MaxSessionDuration'],
      PermissionsBoundary: text(properties, 'PermissionsBoundary'),
      Tags: properties['Tags'],
    });
    for (const [policy, document] of inline(properties))
      await context.call('iam', 'PutRolePolicy', {
        RoleName: name,
        PolicyName: policy,
        PolicyDocument: document,
      });
    for (const arn of texts(properties, 'ManagedPolicyArns') ?? [])
      await context.call('iam', 'AttachRolePolicy', { RoleName: name, PolicyArn: arn });
    return made(name, context);
  },
  async update(physicalId, properties, before, context) {
    await updateRole(physicalId, properties, before, context);
    await updatePolicies(physicalId, properties, before, context);
    await updateTags(physicalId, properties, before, context);
    return made(physicalId, context);
  },
  /**
   * Only what the template gave it goes before the role does: with other policies it can't be deleted.
   * https://github.com/convox/rack/issues/2672, https://github.com/aws/aws-cdk/issues/15024
   */
  async delete(physicalId, properties, context) {
    const role = { RoleName: physicalId };
    const arns = texts(properties, 'ManagedPolicyArns') ?? [];
    const names = inline(properties).map(([name]) => name);
    try {
      for (const PolicyArn of await managedPolicies(physicalId, context))
        if (arns.includes(String(PolicyArn)))
          await context.call('iam', 'DetachRolePolicy', { ...role, PolicyArn });
      for (const PolicyName of await inlineNames(physicalId, context))
        if (names.includes(String(PolicyName)))
          await context.call('iam', 'DeleteRolePolicy', { ...role, PolicyName });
      await context.call('iam', 'DeleteRole', role);
    } catch (error) {
      // What is gone already counts as deleted.
      if (!(error instanceof ServiceError && error.code === 'NoSuchEntity')) throw error;
    }
  },
  read: (physicalId, _properties, context) => readRole(physicalId, context),
};

async function made(name: string, context: ProviderContext): Promise<MadeResource> {
  const { Role } = await context.call('iam', 'GetRole', { RoleName: name });
  const role = Role as Shape;
  return { physicalId: name, attributes: { Arn: role['Arn'], RoleId: role['RoleId'] } };
}

async function updateRole(
  RoleName: string,
  properties: Shape,
  before: Shape,
  context: ProviderContext,
): Promise<void> {
  const trust = json(properties['AssumeRolePolicyDocument']);
  if (trust !== json(before['AssumeRolePolicyDocument']))
    await context.call('iam', 'UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trust });
  const changed = ['Description', 'MaxSessionDuration'].filter(
    (member) => json(properties[member]) !== json(before[member]),
  );
  if (changed.length > 0) {
    await context.call('iam', 'UpdateRole', {
      RoleName,
      Description: text(properties, 'Description') ?? '',
      MaxSessionDuration: properties['MaxSessionDuration'] ?? 3600,
    });
  }
}

async function updatePolicies(
  RoleName: string,
  properties: Shape,
  before: Shape,
  context: ProviderContext,
): Promise<void> {
  const [wanted, had] = [new Map(inline(properties)), new Map(inline(before))];
  for (const [PolicyName, PolicyDocument] of wanted) {
    if (had.get(PolicyName) !== PolicyDocument)
      await context.call('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument });
  }
  for (const PolicyName of had.keys())
    if (!wanted.has(PolicyName)) await context.call('iam', 'DeleteRolePolicy', { RoleName, PolicyName });
  const [arns, hadArns] = [
    texts(properties, 'ManagedPolicyArns') ?? [],
    texts(before, 'ManagedPolicyArns') ?? [],
  ];
  for (const PolicyArn of arns)
    if (!hadArns.includes(PolicyArn)) await context.call('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
  for (const PolicyArn of hadArns)
    if (!arns.includes(PolicyArn)) await context.call('iam', 'DetachRolePolicy', { RoleName, PolicyArn });
}

async function updateTags(
  RoleName: string,
  properties: Shape,
  before: Shape,
  context: ProviderContext,
): Promise<void> {
  const [wanted, had] = [tagsOf(properties), tagsOf(before)];
  const changed = Object.entries(wanted).filter(([key, value]) => had[key] !== value);
  const gone = Object.keys(had).filter((key) => wanted[key] === undefined);
  if (changed.length > 0)
    await context.call('iam', 'TagRole', { RoleName, Tags: tagShapes(Object.fromEntries(changed)) });
  if (gone.length > 0) await context.call('iam', 'UntagRole', { RoleName, TagKeys: gone });
}

function inline(properties: Shape): readonly (readonly [string, string])[] {
  return (shapes(properties, 'Policies') ?? []).map((policy) => [
    text(policy, 'PolicyName') ?? '',
    json(shape(policy, 'PolicyDocument')),
  ]);
}

/** Documents may come as objects or as JSON text. */
function json(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}
