import { expect } from 'chai';
import { destroy } from '../../src/app/destroy.js';
import type { DestroyView, RemovalView } from '../../src/report/types.js';
import { bucketOf } from '../../src/simulator/services/s3/state.js';
import { startWorld, type InProcess } from '../support/in-process.js';
import { livingState } from '../support/living-state.js';

const bucket = 'orgsecrets-config-222222222222-us-east-1';

interface How {
  readonly signal?: AbortSignal;
  readonly deleteBucket?: boolean;
  /** Is told what the run says that will stay, before it begins. */
  readonly told?: (remains: DestroyView['remains']) => void;
}

const take = (
  world: InProcess,
  { signal, deleteBucket = false, told = () => {} }: How = {},
): Promise<DestroyView> => {
  const approve = async ({ remains }: RemovalView) => {
    told(remains);
    return true;
  };
  return world.with((run) => destroy(run, { approve, deleteBucket }), signal ? { signal } : {});
};

/** Destroys in runs of which each but the last dies at a mutating call of its own, so that every call is one's last. */
async function dyingAt(
  world: InProcess,
  mutatingCall: number,
  when: 'before' | 'after',
  how: Omit<How, 'signal'> = {},
): Promise<number> {
  for (let deaths = 0; ; deaths += 1) {
    const controller = new AbortController();
    let killed = false;
    world.simulator.killAt({
      mutatingCall,
      when,
      onKill: () => {
        killed = true;
        controller.abort(new DOMException('killed', 'AbortError'));
      },
    });
    const ended = await take(world, { ...how, signal: controller.signal }).catch(() => undefined);
    world.simulator.revive();
    if (killed) continue;
    expect(ended?.outcome).to.equal('done');
    return deaths;
  }
}

describe('destroy', function () {
  this.timeout(240_000);
  let world: InProcess;
  let whole: unknown;
  let calls: number;
  let remains: DestroyView['remains'];

  const bootstrapped = async () => {
    world = await startWorld('small');
    const { outcome } = await world.apply();
    expect(outcome.outcome).to.equal('done');
  };
  before(async () => {
    await bootstrapped();
    const view = await take(world);
    expect(view.outcome, JSON.stringify(view.results.filter(({ state }) => state !== 'done'))).to.equal(
      'done',
    );
    whole = livingState(world.simulator);
    calls = view.calls.mutating;
    ({ remains } = view);
  });
  afterEach(() => world.stop());

  it('has nothing to do a second time, and apply covers everything again with the bucket that was kept', async () => {
    const again = await take(world);
    expect(again.outcome).to.equal('done');
    expect(again.results).to.deep.equal([]);
    expect(again.calls.mutating).to.equal(0);
    const covered = await world.apply();
    expect(covered.outcome.outcome).to.equal('done');
    expect(covered.outcome.coverage.rules).to.include({ desired: 6, verified: 6 });
    expect((await world.apply()).calls.mutating).to.equal(0);
    expect((await take(world)).outcome).to.equal('done');
    expect(livingState(world.simulator)).to.deep.equal(whole);
  });

  for (const [when, mutatingCall] of [
    ['before', 2],
    ['after', 1],
  ] as const)
    it(`ends the same, and says that the same stays, when every run dies right ${when} its mutating call number ${mutatingCall}`, async () => {
      await bootstrapped();
      const told: unknown[] = [];
      const deaths = await dyingAt(world, mutatingCall, when, { told: (remains) => told.push(remains) });
      expect(told.length).to.be.at.least(deaths);
      for (const one of told) expect(one).to.deep.equal(remains);
      expect(deaths).to.be.greaterThan(calls / 2);
      expect(livingState(world.simulator)).to.deep.equal(whole);
    });

  for (const [when, mutatingCall] of [
    ['before', 2],
    ['after', 1],
  ] as const)
    it(`ends without the bucket too when every run dies right ${when} its mutating call number ${mutatingCall}`, async () => {
      await bootstrapped();
      expect((await take(world)).outcome).to.equal('done');
      await dyingAt(world, mutatingCall, when, { deleteBucket: true });
      expect(bucketOf(world.simulator.world, bucket)).to.equal(undefined);
    });

  it('takes nothing away that nobody agreed to', async () => {
    await bootstrapped();
    const before = livingState(world.simulator);
    const refused = await world
      .with((run) => destroy(run, { approve: async () => false }))
      .catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'Refused');
    expect(livingState(world.simulator)).to.deep.equal(before);
  });
});
