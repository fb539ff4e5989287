import type { MadeResource, ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';
import { ServiceError } from '../../kernel/contract.js';
import { ifThere } from '../../kernel/if-there.js';
import { flag, integer, shape, shapes, text } from '../../kernel/input.js';
import { findKey } from './state.js';
import type { Key } from './state.js';

/**
 * Deleting the resource schedules the key's deletion, after 30 days unless PendingWindowInDays says otherwise.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
 */
export const keyProvider: ResourceProvider = {
  type: 'AWS::KMS::Key',
  replacedBy: ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
  writeOnly: ['BypassPolicyLockoutSafetyCheck', 'PendingWindowInDays'],
  async create(properties, context) {
    const answer = await context.call('kms', 'CreateKey', {
      ...copied(properties, [
        'Description',
        'KeySpec',
        'KeyUsage',
        'MultiRegion',
        'BypassPolicyLockoutSafetyCheck',
      ]),
      ...policyOf(properties),
      Tags: tagsOf(properties),
    });
    const physicalId = text(shape(answer, 'KeyMetadata') ?? {}, 'KeyId') ?? '';
    if (flag(properties, 'EnableKeyRotation') ?? false)
      await context.call('kms', 'EnableKeyRotation', rotation(physicalId, properties));
    if (!isEnabled(properties)) await context.call('kms', 'DisableKey', { KeyId: physicalId });
    return made(physicalId, context);
  },
  async update(physicalId, properties, before, context) {
    const { Policy } = policyOf(properties);
    if (Policy !== undefined && Policy !== policyOf(before).Policy) {
      await context.call('kms', 'PutKeyPolicy', { KeyId: physicalId, PolicyName: 'default', Policy });
    }
    const enabled = isEnabled(properties);
    // A key that is disabled takes no other rotation.
    if (enabled && !isEnabled(before)) await context.call('kms', 'EnableKey', { KeyId: physicalId });
    const [now, then] = [
      flag(properties, 'EnableKeyRotation') ?? false,
      flag(before, 'EnableKeyRotation') ?? false,
    ];
    if (now) await context.call('kms', 'EnableKeyRotation', rotation(physicalId, properties));
    else if (then) await context.call('kms', 'DisableKeyRotation', { KeyId: physicalId });
    if (!enabled && isEnabled(before)) await context.call('kms', 'DisableKey', { KeyId: physicalId });
    const tags = tagsOf(properties);
    if (tags.length > 0) await context.call('kms', 'TagResource', { KeyId: physicalId, Tags: tags });
    return made(physicalId, context);
  },
  async delete(physicalId, properties, context) {
    const key = keyIn(physicalId, context);
    if (key === undefined || key.deletionDate !== undefined) return;
    await context.call('kms', 'ScheduleKeyDeletion', {
      KeyId: physicalId,
      PendingWindowInDays: integer(properties, 'PendingWindowInDays') ?? 30,
    });
  },
  read: (physicalId, _properties, context) => read(physicalId, context),
};

/** A key that waits for its deletion counts as gone (assumed). */
async function read(KeyId: string, context: ProviderContext): Promise<Shape | undefined> {
  const answer = await ifThere(['NotFoundException'], () => context.call('kms', 'DescribeKey', { KeyId }));
  const key = answer && shape(answer, 'KeyMetadata');
  if (!key || key['KeyState'] === 'PendingDeletion') return undefined;
  const { Description, KeySpec, KeyUsage, MultiRegion, Origin, Enabled } = key;
  const rotation = await context.call('kms', 'GetKeyRotationStatus', { KeyId });
  const tags = shapes(await context.call('kms', 'ListResourceTags', { KeyId }), 'Tags') ?? [];
  return {
    ...{ Description, KeySpec, KeyUsage, MultiRegion, Origin, Enabled },
    KeyPolicy: (await context.call('kms', 'GetKeyPolicy', { KeyId }))['Policy'],
    EnableKeyRotation: rotation['KeyRotationEnabled'],
    RotationPeriodInDays: rotation['RotationPeriodInDays'],
    Tags: tags.map(({ TagKey, TagValue }) => ({ Key: TagKey, Value: TagValue })),
  };
}

function isEnabled(properties: Shape): boolean {
  return flag(properties, 'Enabled') ?? true;
}

function copied(properties: Shape, names: readonly string[]): Shape {
  return Object.fromEntries(
    names.filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]]),
  );
}

function policyOf(properties: Shape): { readonly Policy?: string } {
  const policy = properties['KeyPolicy'];
  if (policy === undefined) return {};
  return { Policy: typeof policy === 'string' ? policy : JSON.stringify(policy) };
}

function tagsOf(properties: Shape): readonly Shape[] {
  return (shapes(properties, 'Tags') ?? []).map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));
}

function rotation(keyId: string, properties: Shape): Shape {
  const days = integer(properties, 'RotationPeriodInDays');
  return { KeyId: keyId, ...(days === undefined ? {} : { RotationPeriodInDays: days }) };
}

function keyIn(physicalId: string, context: ProviderContext): Key | undefined {
  return findKey(context.world, physicalId, context.accountId, context.region);
}

function made(physicalId: string, context: ProviderContext): MadeResource {
  const key = keyIn(physicalId, context);
  if (key === undefined) throw new ServiceError('NotFound', `Key '${physicalId}' does not exist`);
  return { physicalId, attributes: { Arn: key.arn, KeyId: physicalId } };
}
