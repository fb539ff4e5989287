import { expect } from 'chai';
import fc from 'fast-check';
import { Pace } from '../../src/aws/pace.js';
import { notingClock } from './fake-aws.js';

const signal = new AbortController().signal;

describe('the pace of calls', () => {
  it('is free until AWS asks to slow down', async () => {
    const { clock, slept } = notingClock();
    const pace = new Pace(clock, signal);
    for (let call = 0; call < 100; call += 1) {
      await pace.turn();
      pace.faster();
    }
    expect(slept).to.deep.equal([]);
  });

  it('counts refusals of calls that had begun together once', async () => {
    const { clock, slept } = notingClock();
    const pace = new Pace(clock, signal);
    for (let call = 0; call < 48; call += 1) pace.slower();
    await pace.turn();
    await pace.turn();
    expect(slept).to.deep.equal([200]);
  });

  it('is free again after enough answers', async () => {
    const { clock, slept } = notingClock();
    const pace = new Pace(clock, signal);
    pace.slower();
    for (let answer = 0; answer < 50; answer += 1) pace.faster();
    await pace.turn();
    await pace.turn();
    expect(slept).to.deep.equal([]);
  });

  it('ends a wait with the reason of the interruption', async () => {
    const controller = new AbortController();
    const pace = new Pace(notingClock().clock, controller.signal);
    pace.slower();
    await pace.turn();
    controller.abort(new Error('Ctrl-C'));
    const error = await pace.turn().catch((thrown: unknown) => thrown);
    expect(error).to.have.property('message', 'Ctrl-C');
  });

  it('refuses few calls once it has found a rate, whatever the rate', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.3, max: 20, noNaN: true }), async (perSecond) => {
        const { clock } = notingClock();
        const pace = new Pace(clock, signal);
        let tokens = 1;
        let filledAt = clock.now();
        let refused = 0;
        for (let call = 0; call < 600; call += 1) {
          await pace.turn();
          // What a call takes by itself: without turns it is called twenty times a second.
          await clock.sleep(50);
          tokens = Math.min(1, tokens + ((clock.now() - filledAt) / 1000) * perSecond);
          filledAt = clock.now();
          if (tokens >= 1) {
            tokens -= 1;
            pace.faster();
          } else {
            if (call >= 100) refused += 1;
            pace.slower();
          }
        }
        expect(refused).to.be.lessThan(100);
      }),
    );
  });
});
