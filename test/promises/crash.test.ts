import { expect } from 'chai';
import { startWorld, type InProcess } from '../support/in-process.js';
import { endState } from '../support/end-state.js';

/** Every mutating call of an undisturbed run, in its order. */
async function undisturbed(name: string): Promise<{ calls: number; state: unknown }> {
  const world = await startWorld(name);
  const view = await world.apply();
  expect(view.outcome.outcome).to.equal('done');
  const state = endState(world.simulator);
  await world.stop();
  return { calls: view.calls.mutating, state };
}

/** Kills the product at a mutating call, then runs it again to the end. */
async function killedAt(name: string, mutatingCall: number, when: 'before' | 'after'): Promise<InProcess> {
  const world = await startWorld(name);
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
  // What a killed process would have said is of no interest; it must have ended before the next one starts.
  await world.apply({ signal: controller.signal }).catch(() => undefined);
  expect(killed, `mutating call ${mutatingCall} was never made`).to.equal(true);
  world.simulator.revive();
  return world;
}

describe('promise 3: killed at any point and run again', () => {
  it('ends in the state of a run that was never killed, for each mutating call, before and after', async function () {
    this.timeout(300_000);
    const { calls, state } = await undisturbed('small');
    for (let call = 1; call <= calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const world = await killedAt('small', call, when);
        const again = await world.apply();
        expect(again.outcome.outcome, `killed ${when} mutating call ${call}`).to.equal('done');
        expect(endState(world.simulator), `killed ${when} mutating call ${call}`).to.deep.equal(state);
        await world.stop();
      }
    }
  });
});
