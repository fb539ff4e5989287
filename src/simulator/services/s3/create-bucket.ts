import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { bucketArn } from './bucket-access.js';
import { bucketsOf } from './state.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html (the rules that a slip breaks) */
const validName =
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9](?!.*\.\.)[a-z0-9.-]{1,61}[a-z0-9]$/;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export const createBucket: Operation = {
  service: 's3',
  name: 'CreateBucket',
  mutating: true,
  http: { method: 'PUT', uri: '/{Bucket}', answer: { headers: { Location: 'location' } } },
  // A bucket of that name may be somebody else's: its policy has no say.
  access: (input, call) => [
    { action: 's3:CreateBucket', resource: bucketArn(call, text(input, 'Bucket') ?? '*') },
  ],
  handle(input, call) {
    const { world, caller, region } = call;
    const name = requiredText(input, 'Bucket', 'InvalidBucketName');
    if (!validName.test(name))
      throw new ServiceError('InvalidBucketName', 'The specified bucket is not valid.');
    checkLocation(region, text(input, 'LocationConstraint'));
    const buckets = bucketsOf(world);
    const existing = buckets[name];
    if (existing !== undefined && existing.ownerId !== caller.accountId) {
      throw new ServiceError(
        'BucketAlreadyExists',
        'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
        { status: 409, details: { BucketName: name } },
      );
    }
    // In us-east-1 a second creation by the owner succeeds. Source: the operation's page, BucketAlreadyOwnedByYou.
    if (existing !== undefined && !(region === 'us-east-1' && existing.region === region)) {
      throw new ServiceError(
        'BucketAlreadyOwnedByYou',
        'Your previous request to create the named bucket succeeded and you already own it.',
        { status: 409, details: { BucketName: name } },
      );
    }
    buckets[name] ??= {
      name,
      arn: bucketArn(call, name),
      ownerId: caller.accountId,
      region,
      createdAt: world.clock.now(),
      // Since April 2023: https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
      settings: {
        publicAccessBlock: blockEverything,
        ownership: { Rule: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      },
      objects: {},
    };
    return { Location: region === 'us-east-1' ? `/${name}` : `http://${name}.s3.amazonaws.com/` };
  },
};

const blockEverything = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

function checkLocation(region: string, constraint: string | undefined): void {
  if (region === 'us-east-1' ? constraint === undefined : constraint === region) return;
  throw new ServiceError(
    'IllegalLocationConstraintException',
    `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}
