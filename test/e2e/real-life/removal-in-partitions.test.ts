import { expect } from 'chai';
import type { destroyDocument } from '../../../src/report/json/destroy.js';
import { bucketsOf } from '../../../src/simulator/services/s3/state.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { applyTo, instancesOf, targetsIn } from '../../support/real-life.js';

type DestroyDocument = ReturnType<typeof destroyDocument>;

const administrator = '222222222222';

describe('orgsecrets is taken away in China and GovCloud', function () {
  this.timeout(180_000);
  let world: CliWorld;
  afterEach(() => world.stop());

  const begin = async (name: string) => {
    world = await startCliWorld(name);
    expect((await applyTo(world)).document.outcome).to.equal('done');
  };
  const buckets = () =>
    Object.keys(bucketsOf(world.simulator.world))
      .filter((bucket) => bucket.startsWith('orgsecrets-'))
      .sort();
  const destroy = async (...args: readonly string[]) => {
    const { exitCode, document } = await world.json<DestroyDocument>(['destroy', '--auto-approve', ...args]);
    expect([exitCode, document.outcome], JSON.stringify(document.actions.failed)).to.deep.equal([0, 'done']);
    return document;
  };
  const whats = ({ remains }: DestroyDocument) => remains.map(({ what }) => what).join();

  /** Every bucket stays where nobody asks for more, is named, and goes when it is asked for. */
  const keepsThenDeletes = async (arns: RegExp, regions: RegExp) => {
    const kept = buckets();
    expect(kept).not.to.deep.equal([]);
    const first = await destroy();
    expect(buckets()).to.deep.equal(kept);
    for (const bucket of kept) expect(whats(first)).to.contain(bucket);
    expect(targetsIn(world.simulator)).to.deep.equal({});
    expect(instancesOf(world, administrator)).to.deep.equal([]);

    const second = await destroy('--delete-bucket');
    expect(second.actions.done.map(({ id }) => id).sort()).to.deep.equal(
      kept.map((bucket) => `delete-bucket/${bucket}`),
    );
    expect(buckets()).to.deep.equal([]);
    expect(whats(second)).not.to.contain('bucket');
    const deletions = world.simulator.log.filter(({ operation }) => operation === 'DeleteBucket');
    expect(deletions).to.have.length(kept.length);
    for (const { callerArn, region } of deletions) {
      expect(callerArn).to.match(arns).and.to.contain(`:${administrator}:assumed-role/`);
      expect(region).to.match(regions);
    }
    expect((await destroy('--delete-bucket')).calls.mutating).to.equal(0);
  };
  /** All at once, in an organization that is covered. */
  const deletesAtOnce = async () => {
    const standing = buckets();
    const { actions } = await destroy('--delete-bucket');
    expect(actions.done.slice(-standing.length).map(({ id }) => id)).to.have.members(
      standing.map((bucket) => `delete-bucket/${bucket}`),
    );
    expect(buckets()).to.deep.equal([]);
    expect(targetsIn(world.simulator)).to.deep.equal({});
  };

  it('in China every bucket stays and is named; --delete-bucket takes it away later, with calls to the partition alone', async () => {
    await begin('partition-china');
    await keepsThenDeletes(/^arn:aws-cn:sts::/, /^cn-/);
  });

  it('in China --delete-bucket at once: the buckets go last, and nothing of ours is left', async () => {
    await begin('partition-china');
    await deletesAtOnce();
  });

  it('in GovCloud the bucket stays and is named; --delete-bucket takes it away later, with calls to the partition alone', async () => {
    await begin('partition-govcloud');
    await keepsThenDeletes(/^arn:aws-us-gov:sts::/, /^us-gov-/);
  });

  it('in GovCloud --delete-bucket at once: the bucket goes last, and nothing of ours is left', async () => {
    await begin('partition-govcloud');
    await deletesAtOnce();
  });
});
