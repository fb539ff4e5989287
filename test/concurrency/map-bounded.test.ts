import { expect } from 'chai';
import fc from 'fast-check';
import { mapBounded } from '../../src/concurrency/map-bounded.js';
import { OrgSecretsError } from '../../src/model/errors.js';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('mapBounded', () => {
  it('keeps the order, and never runs more at once than it may', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3)), fc.integer({ min: 1, max: 5 }), async (turns, concurrency) => {
        let running = 0;
        let most = 0;
        const results = await mapBounded(turns, concurrency, async (wait) => {
          most = Math.max(most, ++running);
          for (let i = 0; i < wait; i += 1) await turn();
          running -= 1;
          return wait * 2;
        });
        expect(results).to.deep.equal(turns.map((wait) => wait * 2));
        expect(most).to.be.at.most(concurrency);
      }),
      { numRuns: 50 },
    );
  });

  it('starts nothing new after a failure, lets what runs end, and loses no other failure', async () => {
    const started: number[] = [];
    let ended = 0;
    const fail = (text: string) =>
      new OrgSecretsError('AwsUnavailable', text, { fault: 'aws', instructions: 'wait' });
    const error = await mapBounded([0, 1, 2, 3, 4], 3, async (item) => {
      started.push(item);
      if (item === 0) throw fail('first');
      await turn();
      ended += 1;
      if (item === 1) throw fail('second');
    }).catch((thrown: unknown) => thrown);
    expect(started).to.deep.equal([0, 1, 2]);
    expect(ended).to.equal(2);
    expect(error).to.include({ code: 'AwsUnavailable', instructions: 'wait' });
    expect(error).to.have.property('message').that.includes('first').and.includes('second');
  });

  it('lets one slow item hold nobody else', async () => {
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    const done: number[] = [];
    const all = mapBounded([0, 1, 2, 3], 2, async (item) => {
      if (item === 0) await slow;
      done.push(item);
    });
    for (let i = 0; i < 10; i += 1) await turn();
    expect(done).to.deep.equal([1, 2, 3]);
    release();
    await all;
  });
});
