import { expect } from 'chai';
import type { ApplyView } from '../../src/report/types.js';
import { endState } from './end-state.js';
import { startWorld, type InProcess } from './in-process.js';

/** A moment at which the product dies: right before or right after a mutating call, counted from one. */
export interface Death {
  readonly mutatingCall: number;
  readonly when: 'before' | 'after';
}

/** A run that nobody disturbed: what all others must end in. */
interface Undisturbed {
  readonly mutatingCalls: number;
  readonly state: unknown;
}

export async function undisturbed(world: string): Promise<Undisturbed> {
  return inWorld(world, async (started) => {
    const view = await started.apply();
    expectDone(view, 'undisturbed');
    return { mutatingCalls: view.calls.mutating, state: endState(started.simulator) };
  });
}

/** Dies once for each death, each in a run of its own, one after the other; then runs to the end. */
export async function expectSameEnd(
  world: string,
  deaths: readonly Death[],
  { state }: Undisturbed,
): Promise<void> {
  const what = deaths
    .map(({ when, mutatingCall }) => `killed ${when} mutating call ${mutatingCall}`)
    .join(', then ');
  await inWorld(world, async (started) => {
    for (const death of deaths) expect(await die(started, death), `${what}: no such call`).to.equal(true);
    expectDone(await started.apply(), what);
    expect(endState(started.simulator), what).to.deep.equal(state);
    const again = await started.apply();
    expect(again.calls.mutating, `${what}: mutating calls of one more run`).to.equal(0);
  });
}

/** @returns whether the run came as far as the call at which it was to die. */
async function die(world: InProcess, death: Death): Promise<boolean> {
  const controller = new AbortController();
  let killed = false;
  world.simulator.killAt({
    ...death,
    onKill: () => {
      killed = true;
      controller.abort(new DOMException('killed', 'AbortError'));
    },
  });
  // What a killed process would have said is of no interest; it must have ended before the next one starts.
  await world.apply({ signal: controller.signal }).catch(() => undefined);
  world.simulator.revive();
  return killed;
}

/** Starts a world, works in it, and stops it however the work ended. */
async function inWorld<T>(name: string, work: (world: InProcess) => Promise<T>): Promise<T> {
  const world = await startWorld(name);
  try {
    return await work(world);
  } finally {
    await world.stop();
  }
}

export function expectDone({ outcome }: ApplyView, what: string): void {
  if (outcome.outcome === 'done') return;
  const failures = outcome.results.filter(({ state }) => state !== 'done' && state !== 'skipped');
  expect.fail(`${what}: it ended ${outcome.outcome}: ${JSON.stringify(failures)}`);
}

/** The promise for one side of the calls: two files of tests, so that two processes share the work. */
export function describeCrashes(when: Death['when']): void {
  describe(`promise 3: killed right ${when} a mutating call and run again`, () => {
    it('ends in the state of a run that was never killed, for every call on the small organization', async function () {
      this.timeout(240_000);
      const whole = await undisturbed('small');
      expect(whole.mutatingCalls).to.be.greaterThan(30);
      for (let mutatingCall = 1; mutatingCall <= whole.mutatingCalls; mutatingCall += 1)
        await expectSameEnd('small', [{ mutatingCall, when }], whole);
    });

    it('ends in the same state on acme too, for calls spread over the whole run', async function () {
      this.timeout(240_000);
      const whole = await undisturbed('acme');
      // The two sides take different calls; the soak takes them all.
      const [first, step] = when === 'before' ? [7, 24] : [19, 24];
      for (let mutatingCall = first; mutatingCall <= whole.mutatingCalls; mutatingCall += step)
        await expectSameEnd('acme', [{ mutatingCall, when }], whole);
    });
  });
}
