import { expect } from 'chai';
import fc from 'fast-check';
import { eachBounded } from '../../src/concurrency/each-bounded.js';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function* numbers(to: number, asked: number[]): AsyncGenerator<number> {
  for (let n = 0; n < to; n += 1) {
    asked.push(n);
    yield n;
  }
}

describe('tasks for items as they come', () => {
  it('are done for each item, never more than the bound at once, and none is asked for too early', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 5 }), async (to, bound) => {
        const asked: number[] = [];
        const done: number[] = [];
        let running = 0;
        await eachBounded(numbers(to, asked), bound, async (n) => {
          running += 1;
          expect(running).to.be.at.most(bound);
          expect(asked.length).to.be.at.most(done.length + bound);
          for (let pause = n % 3; pause >= 0; pause -= 1) await tick();
          running -= 1;
          done.push(n);
        });
        expect(done.toSorted((a, b) => a - b)).to.deep.equal(asked);
        expect(done).to.have.lengthOf(to);
      }),
    );
  });

  it('end with the first failure once what is in flight has ended; nothing new starts', async () => {
    const asked: number[] = [];
    const ended: number[] = [];
    const work = eachBounded(numbers(20, asked), 3, async (n) => {
      await tick();
      ended.push(n);
      if (n === 4) throw new Error('the fifth');
    });
    const error = await work.catch((thrown: unknown) => thrown);
    expect(error).to.have.property('message', 'the fifth');
    expect(ended).to.deep.equal(asked);
    expect(asked.length).to.be.at.most(8);
  });

  it('pass on what the items themselves throw', async () => {
    const broken = async function* (): AsyncGenerator<number> {
      yield 1;
      await tick();
      throw new Error('no more');
    };
    const error = await eachBounded(broken(), 2, tick).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('message', 'no more');
  });
});
