import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CredentialStore } from '../../src/simulator/kernel/credentials.js';
import { seededRandom } from '../../src/simulator/kernel/random.js';
import { simulatedOperations } from '../../src/simulator/services.js';
import { startSimulator } from '../../src/simulator/start.js';
import type { Simulator } from '../../src/simulator/start.js';
import { parseWorld } from '../../src/simulator/world-file/parse.js';

const root = join(import.meta.dirname, '..', '..');

/** The simulator with the organization of a world file beside this one, a thousand times faster than the wall. */
export async function startConformanceWorld(file = 'world.yaml'): Promise<Simulator> {
  const world = parseWorld(readFileSync(join(import.meta.dirname, file), 'utf8'), file);
  return startSimulator({ world, policyRoot: root, clock: { mode: 'scaled', timeScale: 1000 } });
}

/** `service:Operation` of everything that the simulator answers. */
export function simulatedOperationNames(): readonly string[] {
  const credentials = new CredentialStore(seededRandom(1), () => 0);
  return simulatedOperations(credentials, []).map(({ service, name }) => `${service}:${name}`);
}
