import { expect } from 'chai';
import { livingState } from '../support/living-state.js';
import { startWorld, type InProcess } from '../support/in-process.js';

/** Applies in runs of which each but the last dies at a mutating call of its own. */
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
    const ended = await world.apply({ signal: controller.signal, allowDestroy: true }).catch(() => undefined);
    world.simulator.revive();
    if (killed) continue;
    expect(ended?.outcome.outcome).to.equal('done');
    return deaths;
  }
}

/** Everything is covered, and then the org.yaml names another home Region and drops one. */
async function aboutToMove(): Promise<InProcess> {
  const world = await startWorld('small');
  expect((await world.apply()).outcome.outcome).to.equal('done');
  world.editOrg((text) =>
    text
      .replace('homeRegion: us-east-1', 'homeRegion: eu-central-1')
      .replace('include: [us-east-1, eu-central-1]', 'include: [eu-central-1]'),
  );
  return world;
}

describe('promise 3: killed while the hub moves and a Region is dropped', function () {
  this.timeout(240_000);
  let whole: unknown;

  before(async () => {
    const world = await aboutToMove();
    expect((await world.apply({ allowDestroy: true })).outcome.outcome).to.equal('done');
    whole = livingState(world.simulator);
    await world.stop();
  });

  for (const [when, mutatingCall] of [
    ['before', 2],
    ['after', 1],
  ] as const)
    it(`ends the same when every run dies right ${when} its mutating call number ${mutatingCall}`, async () => {
      const world = await aboutToMove();
      try {
        expect(await dyingAt(world, mutatingCall, when)).to.be.greaterThan(10);
        expect(livingState(world.simulator)).to.deep.equal(whole);
        expect((await world.apply()).calls.mutating).to.equal(0);
      } finally {
        await world.stop();
      }
    });
});
