import { ServiceError } from '../../kernel/contract.js';
import type { ProviderContext, ResourceProvider, Shape } from '../../kernel/contract.js';
import { ifThere } from '../../kernel/if-there.js';
import { text } from '../../kernel/input.js';
import { bucketOf } from './state.js';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicyProvider: ResourceProvider = {
  type: 'AWS::S3::BucketPolicy',
  replacedBy: ['Bucket'],
  async create(properties, context) {
    const bucket = text(properties, 'Bucket') ?? '';
    if (bucketOf(context.world, bucket)?.policy !== undefined) {
      throw new ServiceError('AlreadyExists', `The bucket policy already exists on bucket ${bucket}.`);
    }
    await put(bucket, properties, context);
    return { physicalId: bucket };
  },
  async update(physicalId, properties, _before, context) {
    await put(physicalId, properties, context);
    return { physicalId };
  },
  async delete(physicalId, _properties, context) {
    try {
      await context.call('s3', 'DeleteBucketPolicy', { Bucket: physicalId });
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'NoSuchBucket') throw error;
    }
  },
  async read(physicalId, _properties, context) {
    const answer = await ifThere(['NoSuchBucket', 'NoSuchBucketPolicy'], () =>
      context.call('s3', 'GetBucketPolicy', { Bucket: physicalId }),
    );
    return answer && { Bucket: physicalId, PolicyDocument: answer['Policy'] };
  },
};

async function put(bucket: string, properties: Shape, context: ProviderContext): Promise<void> {
  const document = properties['PolicyDocument'];
  const Policy = typeof document === 'string' ? document : JSON.stringify(document);
  await context.call('s3', 'PutBucketPolicy', { Bucket: bucket, Policy });
}
