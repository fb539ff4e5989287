import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apply, type ApplyOptions } from '../../src/app/apply.js';
import { loadRun } from '../../src/app/load.js';
import type { Run } from '../../src/app/run.js';
import type { Event } from '../../src/model/events.js';
import type { ApplyView } from '../../src/report/types.js';
import { startSimulator, type Simulator } from '../../src/simulator/start.js';
import { parseWorld } from '../../src/simulator/world-file/parse.js';

export const root = join(import.meta.dirname, '..', '..');

/** A world and its org.yaml by their name under config/worlds. */
export interface InProcess {
  readonly simulator: Simulator;
  readonly configFile: string;
  /** A fresh run, as a new process would have one. */
  run(options?: { readonly signal?: AbortSignal; readonly emit?: (event: Event) => void }): Promise<Run>;
  /** A whole `apply --auto-approve` in a run of its own. */
  apply(options?: Partial<ApplyOptions> & { readonly signal?: AbortSignal }): Promise<ApplyView>;
  stop(): Promise<void>;
}

/** Starts a world on the stepped clock; the product runs in this process, under the world's `operator`, never as an administrator. */
export async function startWorld(
  name: string,
  change: (text: string) => string = (text) => text,
): Promise<InProcess> {
  const file = join(root, 'config', 'worlds', `${name}.yaml`);
  const simulator = await startSimulator({
    world: parseWorld(change(readFileSync(file, 'utf8')), file),
    clock: { mode: 'stepped' },
    policyRoot: root,
  });
  const configFile = join(root, 'config', 'worlds', `${name}.org.yaml`);
  const run: InProcess['run'] = ({ signal = new AbortController().signal, emit = () => {} } = {}) =>
    loadRun({ configFile, env: environmentOf(simulator), clock: simulator.clock, emit, signal });
  return {
    simulator,
    configFile,
    run,
    apply: async ({ signal, ...options } = {}) => {
      const started = await run(signal ? { signal } : {});
      try {
        return await apply(started, {
          approve: async () => true,
          acceptGaps: [],
          allowDestroy: false,
          ...options,
        });
      } finally {
        started.aws.close();
      }
    },
    stop: () => simulator.stop(),
  };
}

/** What the environment of a process that talks to the simulator holds. */
export function environmentOf(simulator: Simulator, principal = 'operator'): Record<string, string> {
  const credentials = simulator.credentials[principal] ?? simulator.administrator;
  return {
    AWS_ENDPOINT_URL: simulator.endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...(credentials.sessionToken ? { AWS_SESSION_TOKEN: credentials.sessionToken } : {}),
    AWS_REGION: 'us-east-1',
  };
}
