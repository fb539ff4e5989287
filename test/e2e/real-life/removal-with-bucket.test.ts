import { expect } from 'chai';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import type { destroyDocument } from '../../../src/report/json/destroy.js';
import type { Caller, Shape } from '../../../src/simulator/kernel/contract.js';
import { bucketOf } from '../../../src/simulator/services/s3/state.js';
import { iamOf } from '../../../src/simulator/services/iam/state.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { changedIn, foreignIn, type Foreign } from '../../support/foreign.js';
import { isOutsideChange } from '../../support/outside-change.js';

type DestroyDocument = ReturnType<typeof destroyDocument>;

const audit = '222222222222';
const bucket = `orgsecrets-config-${audit}-us-east-1`;

describe('orgsecrets is taken away with its bucket', function () {
  this.timeout(180_000);
  let world: CliWorld;
  let foreign: Foreign;
  afterEach(() => world.stop());

  /** As somebody with every right in the administrator account. */
  const s3 = (operation: string, input: Shape): Promise<Shape> => {
    const principalArn = `arn:aws:iam::${audit}:role/OrganizationAccountAccessRole`;
    const caller: Caller = {
      accountId: audit,
      type: 'role',
      arn: `arn:aws:sts::${audit}:assumed-role/OrganizationAccountAccessRole/by-hand`,
      principalArn,
      userId: `${iamOf(world.simulator.world, audit).roles['OrganizationAccountAccessRole']!.id}:by-hand`,
    };
    return world.simulator.world.invoke(
      's3',
      operation,
      { Bucket: bucket, ...input },
      {
        caller,
        region: 'us-east-1',
      },
    );
  };
  const begin = async (change?: (text: string) => string) => {
    world = await startCliWorld('removal', change);
    foreign = foreignIn(world.simulator);
    const { document } = await world.json<ApplyDocument>(['apply', '--auto-approve']);
    expect(document.outcome, JSON.stringify(document.actions.failed)).to.equal('done');
  };
  const destroy = (...args: readonly string[]) =>
    world.json<DestroyDocument>(['destroy', '--auto-approve', ...args]);
  const exists = () => bucketOf(world.simulator.world, bucket) !== undefined;
  const changes = () => world.simulator.log.filter(isOutsideChange);

  it('it tells how much is in it, and deletes every version and then the bucket, last of all', async () => {
    await begin((text) => `${text}pageSize: 40\n`);
    for (let n = 0; n < 90; n += 1) await s3('PutObject', { Key: `by-hand/${n % 45}`, Body: 'twelve bytes' });
    for (let n = 0; n < 5; n += 1) await s3('DeleteObject', { Key: `by-hand/${n}` });
    const kept = Object.values(bucketOf(world.simulator.world, bucket)!.objects).flat().length - 5;
    const { exitCode, document, stderr } = await destroy('--delete-bucket');
    expect([exitCode, document.outcome], JSON.stringify(document.actions.failed)).to.deep.equal([0, 'done']);
    const said = stderr.replace(/\s+/g, ' ');
    expect(said).to.contain(`delete bucket ${bucket} in ${audit} (audit), us-east-1`);
    const [, versions = ''] =
      / with (\d+) versions of objects \(1\.\d kB\) and 5 delete markers/.exec(said) ?? [];
    // AWS Config may have delivered once more.
    expect(Number(versions)).to.be.within(kept, kept + 5);
    expect(exists()).to.equal(false);
    expect(document.remains.map(({ what }) => what).join()).not.to.contain(bucket);
    const mutating = changes().slice(-2);
    expect(mutating.map(({ operation }) => operation)).to.deep.equal(['DeleteObjects', 'DeleteBucket']);
    for (const { callerArn } of mutating) expect(callerArn).to.contain('OrganizationAccountAccessRole');
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
    expect(bucketOf(world.simulator.world, 'their-bucket')).not.to.equal(undefined);
    const again = (await destroy('--delete-bucket')).document;
    expect([again.outcome, again.calls.mutating]).to.deep.equal(['done', 0]);
  });

  it('a bucket that an earlier destroy has kept goes by itself', async () => {
    await begin();
    const kept = (await destroy()).document;
    expect(kept.remains[0]?.why).to.contain('--delete-bucket');
    expect(exists()).to.equal(true);
    const { document } = await destroy('--delete-bucket');
    expect(document.outcome).to.equal('done');
    expect(document.actions.done.map(({ id }) => id)).to.deep.equal([`delete-bucket/${bucket}`]);
    expect(exists()).to.equal(false);
  });

  it('what may not be deleted is named in AWS’s words; the next run goes on with what is left', async () => {
    await begin();
    await s3('PutObject', { Key: 'kept', Body: 'for the auditors' });
    await destroy();
    const Statement = [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:DeleteObjectVersion',
        Resource: `arn:aws:s3:::${bucket}/kept`,
      },
    ];
    await s3('PutBucketPolicy', { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
    const { exitCode, document } = await destroy('--delete-bucket');
    expect([exitCode, document.outcome]).to.deep.equal([1, 'failed']);
    expect(document.actions.failed[0]?.failures[0]?.reason).to.match(
      /1 of its versions .* kept .*AccessDenied/,
    );
    expect(Object.keys(bucketOf(world.simulator.world, bucket)!.objects)).to.deep.equal(['kept']);
    await s3('DeleteBucketPolicy', {});
    expect((await destroy('--delete-bucket')).document.outcome).to.equal('done');
    expect(exists()).to.equal(false);
  });

  const expectRefused = async (prepare: () => unknown, words: string): Promise<void> => {
    await begin();
    await prepare();
    const before = changes().length;
    const { exitCode, stderr } = await world.orgsecrets(['destroy', '--auto-approve', '--delete-bucket']);
    expect(exitCode).to.be.oneOf([1, 4]);
    const said = stderr.replace(/\s+/g, ' ');
    expect(said).to.contain('Nothing was taken away').and.to.contain(words);
    expect(changes()).to.have.lengthOf(before);
    expect(exists()).to.equal(true);
  };

  it('a bucket that the org.yaml names as its own stays: refused before anything is taken away', () =>
    expectRefused(
      () => world.editOrg((text) => text.replace('regions:', `delivery:\n  bucket: ${bucket}\nregions:`)),
      'the org.yaml names it',
    ));

  it('a bucket whose tags do not say that it is ours stays: refused before anything is taken away', () =>
    expectRefused(
      () => s3('PutBucketTagging', { TagSet: { Tag: [{ Key: 'owner', Value: 'somebody' }] } }),
      'its tag orgsecrets:owner is missing',
    ));

  it('a bucket that no role of the org.yaml may look into stays: refused before anything is taken away', () =>
    expectRefused(
      () => world.editOrg((text) => text.replace('  callers:', '  memberRoles: [nobody-has-it]\n  callers:')),
      'could not be looked at',
    ));
});
