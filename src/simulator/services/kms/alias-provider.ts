import { ServiceError } from '../../kernel/contract.js';
import { allPages } from '../../kernel/all-pages.js';
import type { ResourceProvider } from '../../kernel/contract.js';
import { isShape, text } from '../../kernel/input.js';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html */
export const aliasProvider: ResourceProvider = {
  type: 'AWS::KMS::Alias',
  replacedBy: ['AliasName'],
  async create(properties, context) {
    const { AliasName, TargetKeyId } = properties;
    await context.call('kms', 'CreateAlias', { AliasName, TargetKeyId });
    return { physicalId: text(properties, 'AliasName') ?? '' };
  },
  async update(physicalId, properties, _before, context) {
    await context.call('kms', 'UpdateAlias', {
      AliasName: physicalId,
      TargetKeyId: properties['TargetKeyId'],
    });
    return { physicalId };
  },
  async delete(physicalId, _properties, context) {
    try {
      await context.call('kms', 'DeleteAlias', { AliasName: physicalId });
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'NotFoundException') throw error;
    }
  },
  async read(physicalId, properties, context) {
    const aliases = await allPages((page) => context.call('kms', 'ListAliases', page), 'Aliases', {
      answer: 'NextMarker',
      request: 'Marker',
    });
    const found = aliases.filter(isShape).find(({ AliasName }) => AliasName === physicalId);
    if (!found) return undefined;
    // The template may name the key by its ARN.
    const { AliasName, TargetKeyId } = found;
    const wanted = text(properties, 'TargetKeyId') ?? '';
    return { AliasName, TargetKeyId: wanted.split('/').at(-1) === TargetKeyId ? wanted : TargetKeyId };
  },
};
