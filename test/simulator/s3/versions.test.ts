import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { administrator, member, refusal, region, testWorld } from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';

const Bucket = 'history-of-secrets';
const arn = `arn:aws:s3:::${Bucket}`;

describe('versions in a bucket of S3', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
    await test.call('s3', 'CreateBucket', { Bucket, LocationConstraint: region });
  });
  afterEach(() => test.stop());

  const put = (Key: string, Body = ''): Promise<Shape> => test.call('s3', 'PutObject', { Bucket, Key, Body });
  const keepVersions = () => test.call('s3', 'PutBucketVersioning', { Bucket, Status: 'Enabled' });
  const versions = (more: Shape = {}) => test.call('s3', 'ListObjectVersions', { Bucket, ...more });
  const keys = async (): Promise<readonly unknown[]> =>
    ((await test.call('s3', 'ListObjectsV2', { Bucket }))['Contents'] as Shape[]).map(({ Key }) => Key);
  const told = ({ Version, DeleteMarker }: Shape) => [
    (Version as Shape[]).map(({ Key, IsLatest, Size }) => [Key, IsLatest, Size]),
    (DeleteMarker as Shape[]).map(({ Key, IsLatest }) => [Key, IsLatest]),
  ];

  it('are none but one called null where the bucket keeps none: what is written anew replaces it', async () => {
    await put('a', 'one');
    expect(await put('a', 'other')).not.to.have.property('VersionId');
    expect(told(await versions())).to.deep.equal([[['a', true, 5]], []]);
    await test.call('s3', 'DeleteObject', { Bucket, Key: 'a' });
    expect(told(await versions())).to.deep.equal([[], []]);
  });

  it('stay when an object is written anew or deleted, under a delete marker', async () => {
    await keepVersions();
    await put('a', 'one');
    await put('a', 'other');
    const marker = await test.call('s3', 'DeleteObject', { Bucket, Key: 'a' });
    expect(marker['DeleteMarker']).to.equal(true);
    expect(told(await versions())).to.deep.equal([
      [
        ['a', false, 5],
        ['a', false, 3],
      ],
      [['a', true]],
    ]);
    expect(await keys()).to.deep.equal([]);
    await test.call('s3', 'DeleteObject', { Bucket, Key: 'a', VersionId: marker['VersionId'] });
    expect(await keys()).to.deep.equal(['a']);
  });

  it('come in pages of at most a thousand, each named by the last item of the one before', async () => {
    await keepVersions();
    for (const key of ['a', 'b', 'b', 'c']) await put(key);
    await test.call('s3', 'DeleteObject', { Bucket, Key: 'b' });
    const found: unknown[] = [];
    let marker: Shape = {};
    for (let pages = 1; ; pages += 1) {
      const page = await versions({ MaxKeys: 2, ...marker });
      found.push(...(page['Version'] as Shape[]), ...(page['DeleteMarker'] as Shape[]));
      expect(page['IsTruncated']).to.equal(pages < 3);
      if (pages === 3) break;
      marker = { KeyMarker: page['NextKeyMarker'], VersionIdMarker: page['NextVersionIdMarker'] };
    }
    expect(found).to.have.lengthOf(5);
    expect((await versions({ MaxKeys: 5000 }))['MaxKeys']).to.equal(1000);
  });

  it('keep their bucket from being deleted, delete markers too', async () => {
    await keepVersions();
    await put('a');
    const [version] = (await versions())['Version'] as Shape[];
    const { VersionId } = await test.call('s3', 'DeleteObject', { Bucket, Key: 'a' });
    const notEmpty = () => refusal(test.call('s3', 'DeleteBucket', { Bucket }));
    expect(await notEmpty()).to.include({ code: 'BucketNotEmpty', status: 409 });
    const first = { Key: 'a', VersionId: version!['VersionId'] };
    await test.call('s3', 'DeleteObjects', { Bucket, Object: first, Quiet: true });
    expect(await notEmpty()).to.include({ code: 'BucketNotEmpty' });
    await test.call('s3', 'DeleteObjects', { Bucket, Object: [{ Key: 'a', VersionId }], Quiet: true });
    await test.call('s3', 'DeleteBucket', { Bucket });
  });

  it('are deleted and refused one by one; the call succeeds all the same', async () => {
    await keepVersions();
    await put('a');
    await put('b');
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:DeleteObjectVersion', Resource: `${arn}/a` }],
    });
    await test.call('s3', 'PutBucketPolicy', { Bucket, Policy });
    const all = ((await versions())['Version'] as Shape[]).map(({ Key, VersionId }) => ({ Key, VersionId }));
    const answer = await test.call('s3', 'DeleteObjects', { Bucket, Object: all });
    expect((answer['Deleted'] as Shape[]).map(({ Key }) => Key)).to.deep.equal(['b']);
    expect((answer['Error'] as Shape[]).map(({ Key, Code }) => [Key, Code])).to.deep.equal([
      ['a', 'AccessDenied'],
    ]);
    expect(await test.call('s3', 'DeleteObjects', { Bucket, Object: all, Quiet: true })).not.to.have.property(
      'Deleted',
    );
  });

  it('can not be deleted more than a thousand at a time', async () => {
    const Object = Array.from({ length: 1001 }, (_, index) => ({ Key: `a${index}` }));
    expect((await refusal(test.call('s3', 'DeleteObjects', { Bucket, Object }))).code).to.equal(
      'MalformedXML',
    );
  });

  it('are shown to nobody who takes another account for the owner of the bucket', async () => {
    await versions({ ExpectedBucketOwner: member });
    expect(await refusal(versions({ ExpectedBucketOwner: administrator }))).to.include({
      code: 'AccessDenied',
      status: 403,
    });
  });
});
