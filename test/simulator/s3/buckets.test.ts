import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { createStack, deleteStack } from '../config/support/stack.js';
import {
  addedRole,
  administrator,
  member,
  organizationId,
  refusal,
  region,
  sessionOf,
  testWorld,
} from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';

const Bucket = 'history-of-secrets';
const arn = `arn:aws:s3:::${Bucket}`;
const policy = (...Statement: Shape[]): string => JSON.stringify({ Version: '2012-10-17', Statement });

describe('a bucket of S3', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
  });
  afterEach(() => test.stop());

  const create = (accountId = member, where = region): Promise<Shape> => {
    const location = where === 'us-east-1' ? {} : { LocationConstraint: where };
    return test.call('s3', 'CreateBucket', { Bucket, ...location }, { accountId, region: where });
  };
  const putPolicy = (Policy: string): Promise<Shape> =>
    test.call('s3', 'PutBucketPolicy', { Bucket, Policy });
  const code = async (work: Promise<unknown>): Promise<[string, number]> => {
    const error = await refusal(work);
    return [error.code, error.status];
  };

  it('has a name that nobody else can have', async () => {
    await create();
    expect(await code(create())).to.deep.equal(['BucketAlreadyOwnedByYou', 409]);
    expect(await code(create(administrator))).to.deep.equal(['BucketAlreadyExists', 409]);
  });

  it('can be created twice by its owner in us-east-1 alone', async () => {
    await create(member, 'us-east-1');
    await create(member, 'us-east-1');
    expect(await code(create(administrator, 'us-east-1'))).to.deep.equal(['BucketAlreadyExists', 409]);
  });

  it('is made where the request is sent', async () => {
    const elsewhere = test.call('s3', 'CreateBucket', { Bucket, LocationConstraint: 'eu-west-1' });
    expect(await code(elsewhere)).to.deep.equal(['IllegalLocationConstraintException', 400]);
  });

  for (const name of ['Upper-Case', 'ab', 'a..b', '192.168.0.1', '-dash-first']) {
    it(`can not be called ${name}`, async () => {
      const made = test.call('s3', 'CreateBucket', { Bucket: name, LocationConstraint: region });
      expect((await refusal(made)).code).to.equal('InvalidBucketName');
    });
  }

  it('answers 404 for what does not exist', async () => {
    expect(await code(test.call('s3', 'HeadBucket', { Bucket }))).to.deep.equal(['NotFound', 404]);
    expect(await code(test.call('s3', 'GetBucketPolicy', { Bucket }))).to.deep.equal(['NoSuchBucket', 404]);
    await create();
    expect(await code(test.call('s3', 'GetBucketPolicy', { Bucket }))).to.deep.equal([
      'NoSuchBucketPolicy',
      404,
    ]);
  });

  it('is not deleted while objects are in it', async () => {
    await create();
    await test.call('s3', 'PutObject', { Bucket, Key: 'a/b' });
    expect(await code(test.call('s3', 'DeleteBucket', { Bucket }))).to.deep.equal(['BucketNotEmpty', 409]);
    const listed = await test.call('s3', 'ListObjectsV2', { Bucket, Prefix: 'a/' });
    expect(listed).to.include({ KeyCount: 1, IsTruncated: false });
  });

  it('admits another account only by its policy', async () => {
    await create();
    const put = (): Promise<Shape> =>
      test.call('s3', 'PutObject', { Bucket, Key: 'a' }, { accountId: administrator });
    expect(await code(put())).to.deep.equal(['AccessDenied', 403]);
    const condition = { StringEquals: { 'aws:PrincipalOrgID': organizationId } };
    await putPolicy(
      policy({
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: `${arn}/*`,
        Condition: condition,
      }),
    );
    await put();
  });

  it('denies its own account what its policy denies', async () => {
    await create();
    await putPolicy(policy({ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `${arn}/*` }));
    expect(await code(test.call('s3', 'PutObject', { Bucket, Key: 'a' }))).to.deep.equal([
      'AccessDenied',
      403,
    ]);
  });

  it('refuses a policy of another bucket, and one for everybody while public access is blocked', async () => {
    await create();
    const open = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject' };
    expect(await code(putPolicy(policy({ ...open, Resource: 'arn:aws:s3:::other/*' })))).to.deep.equal([
      'MalformedPolicy',
      400,
    ]);
    expect(await code(putPolicy('{}'))).to.deep.equal(['MalformedPolicy', 400]);
    expect(await code(putPolicy(policy({ ...open, Resource: `${arn}/*` })))).to.deep.equal([
      'AccessDenied',
      403,
    ]);
    await test.call('s3', 'PutPublicAccessBlock', { Bucket, BlockPublicPolicy: false });
    await putPolicy(policy({ ...open, Resource: `${arn}/*` }));
  });

  it('writes under a key only for who may use the key', async () => {
    await create();
    const key = (await test.call('kms', 'CreateKey'))['KeyMetadata'] as Shape;
    const Rule = [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key['Arn'] } },
    ];
    await test.call('s3', 'PutBucketEncryption', { Bucket, Rule });
    const role = addedRole(test.world, member, 'writer', {
      allow: [{ Action: 's3:PutObject', Resource: '*' }],
    });
    const write = test.call('s3', 'PutObject', { Bucket, Key: 'a' }, { caller: sessionOf(role, member) });
    expect((await refusal(write)).message).to.contain('kms:GenerateDataKey');
    await test.call('s3', 'PutObject', { Bucket, Key: 'a' });
  });

  describe('made by CloudFormation', () => {
    const resources = {
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: Bucket,
          VersioningConfiguration: { Status: 'Enabled' },
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
            ],
          },
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          LifecycleConfiguration: {
            Rules: [{ Id: 'old', Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 30 } }],
          },
        },
      },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Bucket' },
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { AWS: administrator },
                Action: 's3:GetObject',
                Resource: `${arn}/*`,
              },
            ],
          },
        },
      },
    };

    it('has what its properties say, and the tags of the stack', async () => {
      const made = await createStack(test, resources);
      expect(made.failures).to.deep.equal({});
      expect(made.refs).to.include({ Bucket });
      expect(await test.call('s3', 'GetBucketVersioning', { Bucket })).to.deep.equal({ Status: 'Enabled' });
      expect(await test.call('s3', 'GetBucketTagging', { Bucket })).to.deep.equal({
        TagSet: { Tag: [{ Key: 'made-by', Value: 'test' }] },
      });
      expect(await test.call('s3', 'GetBucketLifecycleConfiguration', { Bucket })).to.deep.equal({
        Rule: [
          {
            ID: 'old',
            Status: 'Enabled',
            Filter: { Prefix: '' },
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
          },
        ],
      });
      expect((await deleteStack(test, made)).status).to.equal('DELETE_COMPLETE');
    });

    it('fails where the bucket is there already', async () => {
      await create();
      expect((await createStack(test, resources)).failures['Bucket']).to.equal(`${Bucket} already exists`);
    });

    it('stays when it is not empty, and so does the stack', async () => {
      const made = await createStack(test, resources);
      await test.call('s3', 'PutObject', { Bucket, Key: 'a' });
      expect(await deleteStack(test, made)).to.include({ status: 'DELETE_FAILED' });
    });
  });
});

describe('an object in a bucket', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
    await test.call('s3', 'CreateBucket', { Bucket, LocationConstraint: region });
  });
  afterEach(() => test.stop());

  const put = (Body: string, conditions: Shape = {}): Promise<Shape> =>
    test.call('s3', 'PutObject', { Bucket, Key: 'a/b', Body, ...conditions });
  const code = async (work: Promise<unknown>): Promise<readonly [string, number]> => {
    const error = await refusal(work);
    return [error.code, error.status];
  };

  it('is read as it was written', async () => {
    const { ETag } = await put('hello');
    expect(ETag).to.equal('"5d41402abc4b2a76b9719d911017c592"');
    expect(await test.call('s3', 'GetObject', { Bucket, Key: 'a/b' })).to.deep.include({
      Body: 'hello',
      ETag,
    });
  });

  it('is written only where there is none, and only over the one that was read', async () => {
    expect(await code(put('x', { IfMatch: '"5d41402abc4b2a76b9719d911017c592"' }))).to.deep.equal([
      'NoSuchKey',
      404,
    ]);
    const { ETag } = await put('first', { IfNoneMatch: '*' });
    expect(await code(put('second', { IfNoneMatch: '*' }))).to.deep.equal(['PreconditionFailed', 412]);
    const { ETag: next } = await put('second', { IfMatch: ETag });
    expect(await code(put('third', { IfMatch: ETag }))).to.deep.equal(['PreconditionFailed', 412]);
    await put('third', { IfMatch: next });
  });

  it('that is missing is told to those alone who may list the bucket', async () => {
    const get = (role: Parameters<typeof sessionOf>[0]): Promise<Shape> =>
      test.call('s3', 'GetObject', { Bucket, Key: 'none' }, { caller: sessionOf(role, member) });
    const read = { Action: 's3:GetObject', Resource: `${arn}/*` };
    const blind = addedRole(test.world, member, 'blind', { allow: [read] });
    const seeing = addedRole(test.world, member, 'seeing', {
      allow: [read, { Action: 's3:ListBucket', Resource: arn }],
    });
    expect(await code(get(blind))).to.deep.equal(['AccessDenied', 403]);
    expect(await code(get(seeing))).to.deep.equal(['NoSuchKey', 404]);
  });
});
