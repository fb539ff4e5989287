import { ServiceError } from '../../kernel/contract.js';
import type { ResourceProvider } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';

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
};
