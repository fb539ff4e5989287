import { keyMetadata } from '../../kms/key-metadata.js';
import type { Key } from '../../kms/state.js';
import { compact } from '../wire.js';
import type { Description } from './types.js';

/**
 * A key as AWS Config describes it. Members: the published schema,
 * https://github.com/awslabs/aws-config-resource-schema, AWS::KMS::Key: those of DescribeKey with small letters at the
 * beginning, and the state of rotation beside them.
 */
export function describeKey(key: Key): Description {
  const { AWSAccountId, ...members } = keyMetadata(key);
  return {
    arn: key.arn,
    createdAt: key.createdAt,
    tags: key.tags,
    relationships: [],
    configuration: compact({
      awsaccountId: AWSAccountId,
      ...Object.fromEntries(
        Object.entries(members).map(([name, value]) => [
          name.charAt(0).toLowerCase() + name.slice(1),
          value instanceof Date ? value.toISOString() : value,
        ]),
      ),
    }),
    supplementaryConfiguration: { KeyRotationStatus: key.rotationDays !== undefined },
  };
}
