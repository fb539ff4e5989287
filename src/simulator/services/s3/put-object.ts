import { createHash } from 'node:crypto';
import { ServiceError } from '../../kernel/contract.js';
import type { Call, Operation, Shape } from '../../kernel/contract.js';
import { isShape, requiredText, shape, text } from '../../kernel/input.js';
import { bucketAccess, openBucket } from './bucket-access.js';
import { addVersion, latest } from './object-versions.js';
import type { Bucket } from './state.js';

/**
 * Keeps the key, the time, the size, and the body where there is one. `If-None-Match: *` writes only where there is no
 * object, `If-Match` only over the object of that tag. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export const putObject: Operation = {
  service: 's3',
  name: 'PutObject',
  mutating: true,
  http: {
    method: 'PUT',
    uri: '/{Bucket}/{Key+}',
    headers: {
      'if-match': 'IfMatch',
      'if-none-match': 'IfNoneMatch',
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
    checkConditions(input, key, bucket);
    const keyId = encryptionKey(input, bucket);
    if (keyId !== undefined) await useKey(call, keyId, bucket);
    const body = text(input, 'Body');
    const etag = `"${createHash('md5')
      .update(body ?? call.world.random.hex(32))
      .digest('hex')}"`;
    const size = Buffer.byteLength(body ?? '');
    const { id } = addVersion(call.world, bucket, key, {
      size,
      etag,
      ...(body === undefined ? {} : { body }),
    });
    return {
      ...(id === 'null' ? {} : { VersionId: id }),
      ETag: etag,
      ServerSideEncryption: keyId === undefined ? 'AES256' : 'aws:kms',
    };
  },
};

/** @throws ServiceError PreconditionFailed (412), NoSuchKey (404) */
function checkConditions(input: Shape, key: string, bucket: Bucket): void {
  const [ifMatch, ifNoneMatch] = [text(input, 'IfMatch'), text(input, 'IfNoneMatch')];
  const present = latest(bucket, key);
  const exists = present !== undefined;
  if (ifMatch !== undefined && !exists)
    throw new ServiceError('NoSuchKey', 'The specified key does not exist.', { status: 404 });
  const failed =
    (ifNoneMatch !== undefined && exists) ||
    (ifMatch !== undefined && withoutQuotes(ifMatch) !== withoutQuotes(present?.etag ?? ''));
  if (failed)
    throw new ServiceError(
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
      { status: 412 },
    );
}

function withoutQuotes(etag: string): string {
  return etag.replaceAll('"', '');
}

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
