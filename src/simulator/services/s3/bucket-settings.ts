import { ServiceError } from '../../kernel/contract.js';
import type { Operation, Shape } from '../../kernel/contract.js';
import { bucketAccess, expectedOwner, openBucket } from './bucket-access.js';
import type { Setting } from './state.js';

/**
 * One pair of Put and Get operations over one part of a bucket's configuration. Input and answer are the content of the XML
 * document, with its element names (`Rule`, not `Rules`): what was put comes back as it was.
 */
interface SettingOperations {
  readonly setting: Setting;
  /** What follows `Put` and `Get` in the operations' names. */
  readonly name: string;
  /** What follows `s3:Put` and `s3:Get`, where it is another name. */
  readonly action?: string;
  /** The query parameter, and the root of the XML document. */
  readonly parameter: string;
  readonly root: string;
  /** What Get answers where nothing was put. */
  readonly absent: Shape | ServiceError;
}

function notFound(code: string, message: string): ServiceError {
  return new ServiceError(code, message, { status: 404 });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
const table: readonly SettingOperations[] = [
  {
    setting: 'versioning',
    name: 'BucketVersioning',
    parameter: 'versioning',
    root: 'VersioningConfiguration',
    absent: {},
  },
  {
    setting: 'encryption',
    name: 'BucketEncryption',
    action: 'EncryptionConfiguration',
    parameter: 'encryption',
    root: 'ServerSideEncryptionConfiguration',
    // Since January 2023 every bucket is encrypted: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
    absent: {
      Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
    },
  },
  {
    setting: 'publicAccessBlock',
    name: 'PublicAccessBlock',
    action: 'BucketPublicAccessBlock',
    parameter: 'publicAccessBlock',
    root: 'PublicAccessBlockConfiguration',
    absent: notFound(
      'NoSuchPublicAccessBlockConfiguration',
      'The public access block configuration was not found',
    ),
  },
  {
    setting: 'ownership',
    name: 'BucketOwnershipControls',
    parameter: 'ownershipControls',
    root: 'OwnershipControls',
    absent: notFound('OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'),
  },
  {
    setting: 'lifecycle',
    name: 'BucketLifecycleConfiguration',
    action: 'LifecycleConfiguration',
    parameter: 'lifecycle',
    root: 'LifecycleConfiguration',
    absent: notFound('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'),
  },
  {
    setting: 'tagging',
    name: 'BucketTagging',
    parameter: 'tagging',
    root: 'Tagging',
    absent: notFound('NoSuchTagSet', 'The TagSet does not exist'),
  },
];

/** The operations that only keep and give back a part of a bucket's configuration. */
export const settingOperations: readonly Operation[] = table.flatMap((row) => [
  putOperation(row),
  getOperation(row),
]);

function putOperation({ name, action, parameter, setting }: SettingOperations): Operation {
  return {
    service: 's3',
    name: `Put${name}`,
    mutating: true,
    http: { method: 'PUT', uri: `/{Bucket}?${parameter}` },
    access: bucketAccess(`s3:Put${action ?? name}`),
    handle(input, call) {
      openBucket(input, call).settings[setting] = contentOf(input);
      return {};
    },
  };
}

function getOperation({ name, action, parameter, root, setting, absent }: SettingOperations): Operation {
  return {
    service: 's3',
    name: `Get${name}`,
    mutating: false,
    http: { method: 'GET', uri: `/{Bucket}?${parameter}`, headers: expectedOwner, answer: { root } },
    access: bucketAccess(`s3:Get${action ?? name}`),
    handle(input, call) {
      const value = openBucket(input, call).settings[setting] ?? absent;
      if (value instanceof ServiceError) throw value;
      return value;
    },
  };
}

/** The XML document without what came in the path. */
function contentOf(input: Shape): Shape {
  return Object.fromEntries(Object.entries(input).filter(([member]) => member !== 'Bucket'));
}
