import { expect } from 'chai';
import { destroy } from '../../src/app/destroy.js';
import type { DestroyView } from '../../src/report/types.js';
import { endState } from '../support/end-state.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const take = (world: InProcess, signal?: AbortSignal): Promise<DestroyView> =>
  world.with((run) => destroy(run, { approve: async () => true }), signal ? { signal } : {});

/** Destroys in runs of which each but the last dies at a mutating call of its own, so that every call is one's last. */
async function dyingAt(world: InProcess, mutatingCall: number, when: 'before' | 'after'): Promise<number> {
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
    const ended = await take(world, controller.signal).catch(() => undefined);
    world.simulator.revive();
    if (killed) continue;
    expect(ended?.outcome).to.equal('done');
    return deaths;
  }
}

/** The end state of what is there: AWS remembers what was deleted, keys above all, for a while. */
function whatIsThere({ simulator }: InProcess): unknown {
  return endState({ snapshot: () => living(simulator.snapshot()) });
}

function living(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(living);
  if (value === null || typeof value !== 'object') return value;
  const isGone = (one: unknown) =>
    one !== null &&
    typeof one === 'object' &&
    ('deletionDate' in one || ('status' in one && /^(DELETED|DELETE_COMPLETE)$/.test(String(one.status))));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => !isGone(one))
      .map(([key, one]) => [key, living(one)]),
  );
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
    whole = whatIsThere(world);
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
    expect(whatIsThere(world)).to.deep.equal(whole);
  });

  for (const [when, mutatingCall] of [
    ['before', 2],
    ['after', 1],
  ] as const)
    it(`ends the same when every run dies right ${when} its mutating call number ${mutatingCall}`, async () => {
      await bootstrapped();
      const deaths = await dyingAt(world, mutatingCall, when);
      expect(deaths).to.be.greaterThan(calls / 2);
      expect(whatIsThere(world)).to.deep.equal(whole);
    });

  it('takes nothing away that nobody agreed to', async () => {
    await bootstrapped();
    const before = whatIsThere(world);
    const refused = await world
      .with((run) => destroy(run, { approve: async () => false }))
      .catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'Refused');
    expect(whatIsThere(world)).to.deep.equal(before);
  });
});
