import { isDeepStrictEqual } from 'node:util';
import { ServiceError } from '../../kernel/contract.js';
import type { MadeResource, ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { settingsOf } from './bucket-properties.js';
import { readBucket } from './read-bucket.js';
import { bucketOf } from './state.js';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucketProvider: ResourceProvider = {
  type: 'AWS::S3::Bucket',
  replacedBy: ['BucketName'],
  async create(properties, context) {
    const name = text(properties, 'BucketName') ?? generatedName(context);
    // CreateBucket would succeed for the owner in us-east-1; the handler refuses what is there already.
    if (bucketOf(context.world, name) !== undefined)
      throw new ServiceError('AlreadyExists', `${name} already exists`);
    const location = context.region === 'us-east-1' ? {} : { LocationConstraint: context.region };
    await context.call('s3', 'CreateBucket', { Bucket: name, ...location });
    try {
      for (const [operation, content] of settingsOf(properties))
        await context.call('s3', operation, { Bucket: name, ...content });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // The bucket exists although its creation failed: a rollback has to delete it.
      throw Object.assign(error, { details: { ...error.details, physicalId: name } });
    }
    return made(name, context);
  },
  async update(physicalId, properties, before, context) {
    const then = new Map(settingsOf(before));
    for (const [operation, content] of settingsOf(properties)) {
      if (isDeepStrictEqual(then.get(operation), content)) continue;
      await context.call('s3', operation, { Bucket: physicalId, ...content });
    }
    return made(physicalId, context);
  },
  async delete(physicalId, _properties, context) {
    try {
      await context.call('s3', 'DeleteBucket', { Bucket: physicalId });
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'NoSuchBucket') throw error;
    }
  },
  read: readBucket,
};

function generatedName(context: ProviderContext): string {
  return `${context.stackName}-${context.logicalId}-${context.world.random.hex(12)}`.toLowerCase();
}

function made(name: string, { world, region }: ProviderContext): MadeResource {
  const suffix = world.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const attributes: Shape = {
    Arn: `arn:${world.partition}:s3:::${name}`,
    DomainName: `${name}.s3.${suffix}`,
    RegionalDomainName: `${name}.s3.${region}.${suffix}`,
    DualStackDomainName: `${name}.s3.dualstack.${region}.${suffix}`,
  };
  return { physicalId: name, attributes };
}
