import { expect } from 'chai';
import { destroy } from '../../src/app/destroy.js';
import type { DestroyView } from '../../src/report/types.js';
import { bucketOf } from '../../src/simulator/services/s3/state.js';
import { startWorld, type InProcess } from '../support/in-process.js';
import { livingState } from '../support/living-state.js';

const bucket = 'orgsecrets-config-222222222222-us-east-1';

interface How {
  readonly signal?: AbortSignal;
  readonly deleteBucket?: boolean;
}

const take = (world: InProcess, { signal, deleteBucket = false }: How = {}): Promise<DestroyView> =>
  world.with((run) => destroy(run, { approve: async () => true, deleteBucket }), signal ? { signal } : {});

/** Destroys in runs of which each but the last dies at a mutating call of its own, so that every call is one's last. */
async function dyingAt(
  world: InProcess,
  mutatingCall: number,
  when: 'before' | 'after',
  deleteBucket = false,
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
    const ended = await take(world, { signal: controller.signal, deleteBucket }).catch(() => undefined);
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
    it(`ends the same when every run dies right ${when} its mutating call number ${mutatingCall}`, async () => {
      await bootstrapped();
      const deaths = await dyingAt(world, mutatingCall, when);
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
      await dyingAt(world, mutatingCall, when, true);
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
