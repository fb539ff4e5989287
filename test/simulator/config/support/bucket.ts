import type { Shape } from '../../../../src/simulator/kernel/contract.js';
import { administrator, organizationId, region } from './world.js';
import type { TestWorld } from './world.js';

export const bucket = 'delivery-of-the-organization';

/** The hub's bucket, which lets AWS Config deliver for the accounts that the condition admits. */
export async function makeBucket(
  test: TestWorld,
  condition: Shape = { StringEquals: { 'aws:SourceOrgID': organizationId } },
  more: readonly Shape[] = [],
  name = bucket,
): Promise<void> {
  const as = { accountId: administrator };
  await test.call('s3', 'CreateBucket', { Bucket: name, LocationConstraint: region }, as);
  const service = { Service: 'config.amazonaws.com' };
  const Statement = [
    {
      Effect: 'Allow',
      Principal: service,
      Action: ['s3:GetBucketAcl', 's3:ListBucket'],
      Resource: `arn:aws:s3:::${name}`,
      Condition: condition,
    },
    {
      Effect: 'Allow',
      Principal: service,
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${name}/AWSLogs/*/Config/*`,
      Condition: condition,
    },
    ...more,
  ];
  await test.call(
    's3',
    'PutBucketPolicy',
    { Bucket: name, Policy: JSON.stringify({ Version: '2012-10-17', Statement }) },
    as,
  );
}
