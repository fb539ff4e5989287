import { readFile } from 'node:fs/promises';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect } from 'chai';
import { scaledClock } from '../../../src/simulator/kernel/time/scaled-clock.js';
import { steppedClock } from '../../../src/simulator/kernel/time/stepped-clock.js';
import { OpenCall } from '../../../src/simulator/kernel/open-call.js';
import { clients, simulate } from './support/simulator.js';

const start = Date.UTC(2026, 0, 1);

describe('simulator: the stepped clock', () => {
  it('jumps from sleeper to sleeper, in the order of their time, and takes no real time', async () => {
    const clock = steppedClock(start);
    const woken: string[] = [];
    const sleeper = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      woken.push(`${name}@${clock.now() - start}`);
    };
    const began = performance.now();
    await Promise.all([
      sleeper('hour', 3_600_000),
      sleeper('second', 1000),
      sleeper('week', 604_800_000),
      sleeper('also', 1000),
    ]);
    expect(woken).to.deep.equal(['second@1000', 'also@1000', 'hour@3600000', 'week@604800000']);
    expect(performance.now() - began).to.be.lessThan(1000);
  });

  it('lets what a sleeper started go on before the next one wakes', async () => {
    const clock = steppedClock(start);
    const seen: number[] = [];
    const worker = async (): Promise<void> => {
      for (let round = 0; round < 3; round += 1) {
        await clock.sleep(10);
        seen.push(clock.now() - start);
      }
    };
    await Promise.all([worker(), clock.sleep(1000).then(() => seen.push(1000))]);
    expect(seen).to.deep.equal([10, 20, 30, 1000]);
  });

  it('stands still while a call is held, and while the process reads a file', async () => {
    const clock = steppedClock(start);
    const letGo = clock.hold();
    const sleeping = clock.sleep(1000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(clock.now()).to.equal(start);
    letGo();
    letGo();
    await sleeping;
    expect(clock.now()).to.equal(start + 1000);

    const order: string[] = [];
    await Promise.all([
      clock.sleep(1).then(() => order.push('slept')),
      readFile(import.meta.filename).then(() => order.push('read')),
    ]);
    expect(order).to.deep.equal(['read', 'slept']);
  });

  it('moves while an open call itself waits, and is held again when it goes on', async () => {
    const clock = steppedClock(start);
    const call = new OpenCall(clock);
    await call.wait(5000);
    expect(clock.now()).to.equal(start + 5000);
    const other = clock.sleep(1000);
    await Promise.all([call.wait(10), call.wait(20)]);
    expect(clock.now()).to.equal(start + 5020);
    call.close();
    await other;
    expect(clock.now()).to.equal(start + 6000);
  });

  it('wakes followers on the way to a sleeper, and never jumps for them alone', async () => {
    const clock = steppedClock(start);
    const woken: string[] = [];
    const follow = async (ms: number): Promise<void> => {
      await clock.follow(ms);
      woken.push(`follower@${clock.now() - start}`);
    };
    void follow(10);
    void follow(5000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(woken).to.deep.equal([]);
    await clock.sleep(1000);
    expect([woken, clock.now() - start]).to.deep.equal([['follower@10'], 1000]);
    await clock.sleep(1000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([woken, clock.now() - start]).to.deep.equal([['follower@10'], 2000]);
    clock.stop();
  });

  it('measures a client that works and sleeps in turn to the millisecond', async () => {
    const simulator = await simulate();
    const { sts } = clients(simulator);
    const began = simulator.clock.now();
    const poll = async (times: number, ms: number): Promise<void> => {
      for (let round = 0; round < times; round += 1) {
        await sts.send(new GetCallerIdentityCommand({}));
        await simulator.clock.sleep(ms);
      }
    };
    await Promise.all([poll(20, 1000), poll(10, 2000), poll(4, 5000)]);
    expect(simulator.clock.now() - began).to.equal(20_000);
    expect(new Set(simulator.log.map(({ time }) => (time - began) % 1000))).to.deep.equal(new Set([0]));
    await simulator.stop();
  });

  it('never wakes anybody once it is stopped', async () => {
    const clock = steppedClock(start);
    let woken = false;
    void clock.sleep(1).then(() => (woken = true));
    clock.stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(woken).to.equal(false);
  });
});

describe('simulator: the scaled clock', () => {
  it('runs as many times faster as it is told', async () => {
    let real = 0;
    const clock = scaledClock(start, 60, () => real);
    real = 1000;
    expect(clock.now()).to.equal(start + 60_000);
    const began = performance.now();
    await clock.sleep(600);
    expect(performance.now() - began).to.be.within(5, 500);
    clock.stop();
  });
});
