import { expect } from 'chai';
import { startCliWorld, type CliWorld } from '../support/cli.js';
import type { Death } from '../support/crash.js';
import { endState } from '../support/end-state.js';
import { isOutsideChange } from '../support/outside-change.js';

/** A run of the built command line that nobody disturbed. */
export interface WholeRun {
  /** The mutating calls in their order. */
  readonly operations: readonly string[];
  readonly state: unknown;
}

const command = ['apply', '--auto-approve'];

export async function wholeRun(name: string): Promise<WholeRun> {
  return inCliWorld(name, async (world) => {
    const { exitCode, stdout } = await world.orgsecrets(command);
    expect(exitCode, stdout).to.equal(0);
    return {
      operations: world.simulator.log.filter(isOutsideChange).map(({ operation }) => operation),
      state: endState(world.simulator),
    };
  });
}

/** Kills the process at a call, runs the same command again, and compares the ends. */
export async function killedAndAgain(name: string, death: Death, whole: WholeRun): Promise<void> {
  const what = `killed ${death.when} mutating call ${death.mutatingCall}`;
  await inCliWorld(name, async (world) => {
    const killed = await world.orgsecrets(command, {
      started: (child) => {
        world.simulator.killAt({ ...death, onKill: () => void child.kill('SIGKILL') });
      },
    });
    // A process that ended by itself has an exit code.
    expect(killed.exitCode, what).to.equal(null);
    world.simulator.revive();
    const again = await world.orgsecrets(command);
    expect(again.exitCode, `${what}: ${again.stdout}`).to.equal(0);
    expect(endState(world.simulator), what).to.deep.equal(whole.state);
  });
}

async function inCliWorld<T>(name: string, work: (world: CliWorld) => Promise<T>): Promise<T> {
  const world = await startCliWorld(name);
  try {
    return await work(world);
  } finally {
    await world.stop();
  }
}
