import { expect } from 'chai';
import type { Death } from '../support/crash.js';
import { startCliWorld, type CliWorld } from '../support/cli.js';
import { changedIn, foreignIn } from '../support/foreign.js';
import { livingState } from '../support/living-state.js';
import { applyTo } from '../support/real-life.js';

/** Near the beginning, in the midst of what StackSets hold, and later: calls of each run, counted from one. */
const deaths: readonly Death[] = [
  { mutatingCall: 2, when: 'after' },
  { mutatingCall: 4, when: 'before' },
  { mutatingCall: 6, when: 'after' },
];

describe('destroy on the built command line: SIGKILL again and again, then once to the end', function () {
  this.timeout(240_000);

  const destroy = ['destroy', '--auto-approve'];
  const inWorld = async <T>(work: (world: CliWorld) => Promise<T>): Promise<T> => {
    const world = await startCliWorld('removal');
    try {
      const foreign = foreignIn(world.simulator);
      expect((await applyTo(world)).document.outcome).to.equal('done');
      const result = await work(world);
      expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
      return result;
    } finally {
      await world.stop();
    }
  };

  it('ends in the state of a run that was never killed: nothing of ours is left, nothing foreign gone', async () => {
    const ends: unknown[] = [];
    for (const planned of [[], deaths])
      await inWorld(async (world) => {
        for (const death of planned) {
          const killed = await world.orgsecrets(destroy, {
            started: (child) => {
              world.simulator.killAt({ ...death, onKill: () => void child.kill('SIGKILL') });
            },
          });
          // A process that ended by itself has an exit code.
          expect(killed.exitCode, `killed ${death.when} call ${death.mutatingCall}`).to.equal(null);
          world.simulator.revive();
        }
        const { exitCode, stdout } = await world.orgsecrets(destroy);
        expect(exitCode, stdout).to.equal(0);
        ends.push(livingState(world.simulator));
      });
    expect(ends[1]).to.deep.equal(ends[0]);
  });
});
