import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { OrgSecretsError } from '../model/errors.js';
import { ServiceError } from '../simulator/kernel/contract.js';
import { startSimulator } from '../simulator/start.js';
import type { Simulator } from '../simulator/start.js';
import { parseWorld } from '../simulator/world-file/parse.js';
import { jsonInPieces } from './json-in-pieces.js';
import { usageError } from './usage-error.js';
import type { RunningSimulator, SimulatorChoices } from './use-cases.js';

/** World files name the policies of the package as `policies/caller.json`. */
const policyRoot = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Starts the embedded organization for `orgsecrets simulate`. The only door between the product and the simulator, and
 * it is loaded by that command alone.
 *
 * @throws OrgSecretsError InvalidConfig for a world with mistakes, InvalidUsage for a file or a port that can't be used
 */
export async function startForCommand(choices: SimulatorChoices): Promise<RunningSimulator> {
  const simulator = await start(choices);
  const { endpoint, managementAccountId, administrator, credentials } = simulator;
  return {
    announcement: { endpoint, managementAccountId, ...administrator, credentials },
    async close() {
      if (choices.snapshotFile !== undefined) await save(choices.snapshotFile, simulator);
      await simulator.stop();
    },
  };
}

async function start({ worldFile, port, seed, timeScale }: SimulatorChoices): Promise<Simulator> {
  const text = await readWorld(worldFile);
  try {
    return await startSimulator({
      world: parseWorld(text, worldFile),
      port,
      ...(seed === undefined ? {} : { seed }),
      clock: { mode: 'scaled', timeScale: timeScale ?? 1 },
      policyRoot,
    });
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'InvalidWorld') {
      throw new OrgSecretsError('InvalidConfig', error.message, { fault: 'user', cause: error });
    }
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'EADDRINUSE' || error.code === 'EACCES')
    ) {
      throw usageError(`Port ${port} can not be used`, error, 'Leave --port out to take a free one.');
    }
    throw error;
  }
}

async function readWorld(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw usageError(`The world ${file} can not be read`, cause);
  }
}

async function save(file: string, simulator: Simulator): Promise<void> {
  try {
    await writeFile(file, textOf(simulator.snapshot()));
  } catch (cause) {
    throw usageError(`The snapshot can not be written to ${file}`, cause);
  }
}

/** By slot, and in it by account and Region. */
function* textOf(snapshot: unknown): Generator<string> {
  yield* jsonInPieces(snapshot, 2);
  yield '\n';
}
