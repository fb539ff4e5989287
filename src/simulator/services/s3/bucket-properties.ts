import type { Shape } from '../../kernel/contract.js';
import { list, shape, shapes } from '../../kernel/input.js';

/** The calls that give a bucket what its CloudFormation properties say: operation and the content of its XML document. */
export function settingsOf(properties: Shape): readonly (readonly [string, Shape])[] {
  const encryption = shapes(shape(properties, 'BucketEncryption') ?? {}, 'ServerSideEncryptionConfiguration');
  const ownership = shapes(shape(properties, 'OwnershipControls') ?? {}, 'Rules');
  const lifecycle = shapes(shape(properties, 'LifecycleConfiguration') ?? {}, 'Rules');
  const tags = list(properties, 'Tags') ?? [];
  const calls: readonly (readonly [string, Shape | undefined])[] = [
    ['PutBucketEncryption', encryption && { Rule: encryption.map(encryptionRule) }],
    ['PutPublicAccessBlock', shape(properties, 'PublicAccessBlockConfiguration')],
    ['PutBucketOwnershipControls', ownership && { Rule: ownership }],
    ['PutBucketVersioning', shape(properties, 'VersioningConfiguration')],
    ['PutBucketLifecycleConfiguration', lifecycle && { Rule: lifecycle.map(lifecycleRule) }],
    ['PutBucketTagging', tags.length === 0 ? undefined : { TagSet: { Tag: tags } }],
  ];
  return calls.filter((call): call is readonly [string, Shape] => call[1] !== undefined);
}

function encryptionRule({ ServerSideEncryptionByDefault, BucketKeyEnabled }: Shape): Shape {
  return {
    ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault,
    ...(BucketKeyEnabled === undefined ? {} : { BucketKeyEnabled }),
  };
}

/** CloudFormation has some of S3's nested elements flat: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html */
function lifecycleRule(rule: Shape): Shape {
  const {
    Id,
    Status,
    Prefix,
    ExpirationInDays,
    NoncurrentVersionExpiration,
    AbortIncompleteMultipartUpload,
  } = rule;
  const transitions = (shapes(rule, 'Transitions') ?? []).map(({ StorageClass, TransitionInDays }) => ({
    StorageClass,
    Days: TransitionInDays,
  }));
  return {
    ...(Id === undefined ? {} : { ID: Id }),
    Status,
    Filter: { Prefix: Prefix ?? '' },
    ...(ExpirationInDays === undefined ? {} : { Expiration: { Days: ExpirationInDays } }),
    ...(transitions.length === 0 ? {} : { Transition: transitions }),
    ...(NoncurrentVersionExpiration === undefined ? {} : { NoncurrentVersionExpiration }),
    ...(AbortIncompleteMultipartUpload === undefined ? {} : { AbortIncompleteMultipartUpload }),
  };
}
