import { ServiceError } from '../../kernel/contract.js';
import type { Call, Operation, Shape } from '../../kernel/contract.js';
import { isShape, requiredText, shape, text } from '../../kernel/input.js';
import { bucketAccess, openBucket } from './bucket-access.js';
import { addVersion } from './object-versions.js';
import type { Bucket } from './state.js';

/** Keeps the key, the time and the size. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: Operation = {
  service: 's3',
  name: 'PutObject',
  mutating: true,
  http: {
    method: 'PUT',
    uri: '/{Bucket}/{Key+}',
    headers: {
      'x-amz-acl': 'ACL',
      'x-amz-server-side-encryption': 'ServerSideEncryption',
      'x-amz-server-side-encryption-aws-kms-key-id': 'SSEKMSKeyId',
    },
    body: 'Body',
    answer: {
      headers: {
        ETag: 'etag',
        ServerSideEncryption: 'x-amz-server-side-encryption',
        VersionId: 'x-amz-version-id',
      },
    },
  },
  access: bucketAccess('s3:PutObject', conditionKeys),
  async handle(input, call) {
    const key = requiredText(input, 'Key', 'InvalidRequest');
    const bucket = openBucket(input, call);
    const keyId = encryptionKey(input, bucket);
    if (keyId !== undefined) await useKey(call, keyId, bucket);
    const size = Buffer.byteLength(text(input, 'Body') ?? '');
    const { id } = addVersion(call.world, bucket, key, { size });
    return {
      ...(id === 'null' ? {} : { VersionId: id }),
      ETag: `"${call.world.random.hex(32)}"`,
      ServerSideEncryption: keyId === undefined ? 'AES256' : 'aws:kms',
    };
  },
};

function conditionKeys(input: Shape): Record<string, string> {
  const acl = text(input, 'ACL');
  const encryption = text(input, 'ServerSideEncryption');
  return {
    ...(acl === undefined ? {} : { 's3:x-amz-acl': acl }),
    ...(encryption === undefined ? {} : { 's3:x-amz-server-side-encryption': encryption }),
  };
}

/** The customer's key: of the request, or of the bucket's default encryption. The AWS managed key needs no rights here. */
function encryptionKey(input: Shape, bucket: Bucket): string | undefined {
  const asked = text(input, 'SSEKMSKeyId');
  if (asked !== undefined || text(input, 'ServerSideEncryption') === 'AES256') return asked;
  const rules = bucket.settings.encryption?.['Rule'];
  const rule: unknown = Array.isArray(rules) ? rules[0] : rules;
  if (!isShape(rule)) return undefined;
  return text(shape(rule, 'ApplyServerSideEncryptionByDefault') ?? {}, 'KMSMasterKeyID');
}

/**
 * Writing under a key is done with the writer's own right to it, in the bucket's Region. KMS's answers come with its name
 * before them: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (`KMS.DisabledException`).
 */
async function useKey(call: Call, keyId: string, bucket: Bucket): Promise<void> {
  const input = { KeyId: keyId, KeySpec: 'AES_256' };
  try {
    await call.world.invoke('kms', 'GenerateDataKey', input, { caller: call.caller, region: bucket.region });
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code.startsWith('AccessDenied')) throw error;
    throw new ServiceError(`KMS.${error.code}`, error.message);
  }
}
