import { expect } from 'chai';
import { hubBucketsOf } from '../../src/plan/hub-bucket.js';
import { observePurely } from '../support/pure-world.js';
import { administrator, covered, home, stackSet, untouched } from './sample.js';

const ours = `orgsecrets-config-${administrator}-${home}`;

describe('the bucket of the hub', () => {
  it('is the one of the hub that stands', () => {
    const world = covered();
    const place = { name: ours, accountId: administrator, region: home };
    expect(hubBucketsOf(world.desired, observePurely(world))).to.deep.equal([place]);
  });

  it('is where the hub stands, if the org.yaml wants it elsewhere by now', () => {
    const world = covered();
    const desired = { ...world.desired, administratorAccountId: '000000000009', homeRegion: 'us-east-1' };
    expect(hubBucketsOf(desired, observePurely(world))).to.deep.equal([
      { name: ours, accountId: administrator, region: home },
    ]);
  });

  it('is the one of the org.yaml once no hub stands', () => {
    const world = untouched();
    expect(hubBucketsOf(world.desired, observePurely(world)).map(({ name }) => name)).to.deep.equal([ours]);
  });

  for (const [what, parameters, delivery] of [
    ['the hub did not make', { CreateBucket: 'false', BucketName: 'theirs' }, undefined],
    ['the org.yaml names, although a hub made it once', { CreateBucket: 'true', BucketName: ours }, ours],
    ['has another name than a hub gives', { CreateBucket: 'true', BucketName: 'theirs' }, undefined],
  ] as const)
    it(`is refused where it is one that ${what}`, () => {
      const world = covered(delivery ? { delivery: { trust: 'organization', bucket: delivery } } : {});
      const observed = observePurely(world);
      const hub = stackSet(observed, 'orgsecrets-hub', { parameters });
      expect(() => hubBucketsOf(world.desired, hub))
        .to.throw('Nothing was taken away')
        .with.property('code', 'Refused');
    });
});
