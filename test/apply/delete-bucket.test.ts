import { expect } from 'chai';
import { deleteBucket } from '../../src/apply/delete-bucket.js';
import type { ObjectVersion } from '../../src/model/bucket.js';
import type { DeleteBucket } from '../../src/model/plan.js';
import { applyContext } from './context.js';

const action: DeleteBucket = {
  type: 'delete-bucket',
  id: 'delete-bucket/history',
  dependsOn: [],
  destructive: true,
  bucket: { name: 'history', accountId: '222222222222', region: 'eu-west-1' },
  contents: { versions: 6, deleteMarkers: 1, bytes: 60, more: false },
};
const version = (key: string, bytes: number | undefined = 10): ObjectVersion => ({
  key,
  versionId: `of-${key}`,
  bytes,
});

function filled() {
  const made = applyContext();
  made.recorded.bucket.versionsLeft = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => version(key));
  made.recorded.bucket.versionsLeft.push(version('g', undefined));
  return made;
}

describe('deleting a bucket', () => {
  it('deletes every version and delete marker, a few pages at a time, and then the bucket', async () => {
    const { context, recorded } = filled();
    expect(await deleteBucket(action, context)).to.deep.equal([]);
    expect(recorded.bucket.exists).to.equal(false);
    expect(recorded.bucket.inFlight.most).to.be.within(2, 3);
    const said = recorded.events.flatMap((event) =>
      event.code === 'action-progress' ? [[event.done, event.total]] : [],
    );
    expect(said.at(-1)).to.deep.equal([7, 7]);
  });

  it('meets again what AWS could not delete just now, and what came in meanwhile', async () => {
    const { context, recorded } = filled();
    recorded.bucket.refused.set('b', ['InternalError', 'SlowDown']);
    recorded.bucket.arriving.push(version('late'));
    expect(await deleteBucket(action, context)).to.deep.equal([]);
    expect(recorded.bucket.exists).to.equal(false);
  });

  it('ends with AWS’s words where one may not be deleted; the others are gone, and the bucket stays', async () => {
    const { context, recorded } = filled();
    recorded.bucket.refused.set('b', ['AccessDenied']);
    const [failure, ...more] = await deleteBucket(action, context);
    expect(more).to.deep.equal([]);
    expect(failure).to.include({ accountId: '222222222222', region: 'eu-west-1' });
    expect(failure!.reason).to.equal(
      'bucket history: 1 of its versions could not be deleted, b among them: AccessDenied: said for b',
    );
    expect(recorded.bucket.versionsLeft.map(({ key }) => key)).to.deep.equal(['b']);
    expect(recorded.bucket.exists).to.equal(true);
  });

  it('gives up, with what to do, where something is written into it again and again', async () => {
    const { context, recorded } = filled();
    recorded.bucket.arriving.push(...Array.from({ length: 9 }, (_, index) => version(`late-${index}`)));
    const [failure] = await deleteBucket(action, context);
    expect(failure!.reason).to.contain('is written into it');
    expect(failure!.instructions).to.contain('what still writes');
  });

  it('ends at the deadline, and goes on where it stopped when it is run again', async () => {
    const { context, recorded } = filled();
    const late = { ...context, deadline: context.clock.now() - 1 };
    const error = await deleteBucket(action, late).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'DeadlineReached' });
    expect(recorded.bucket.exists).to.equal(true);
    expect(await deleteBucket(action, context)).to.deep.equal([]);
  });

  it('deletes nothing more once the run is interrupted', async () => {
    const { context, recorded } = filled();
    recorded.controller.abort(new Error('interrupted'));
    await deleteBucket(action, context).catch(() => undefined);
    expect(recorded.bucket.versionsLeft).to.have.lengthOf(7);
  });
});
