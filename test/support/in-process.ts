import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apply, type ApplyOptions } from '../../src/app/apply.js';
import { loadRun, type LoadOptions } from '../../src/app/load.js';
import type { Run } from '../../src/app/run.js';
import type { Event } from '../../src/model/events.js';
import type { ApplyView } from '../../src/report/types.js';
import { startSimulator, type Simulator } from '../../src/simulator/start.js';
import { parseWorld } from '../../src/simulator/world-file/parse.js';

export const root = join(import.meta.dirname, '..', '..');

type Change = (text: string) => string;

interface RunOptions {
  readonly signal?: AbortSignal;
  readonly emit?: (event: Event) => void;
}

/** A world and its org.yaml by their name under config/worlds. */
export interface InProcess {
  readonly simulator: Simulator;
  readonly configFile: string;
  /** What a new process would start with. */
  load(options?: RunOptions): LoadOptions;
  /** A fresh run, as a new process would have one. */
  run(options?: RunOptions): Promise<Run>;
  /** Works with a run of its own, and closes it however the work ends. */
  with<T>(work: (run: Run) => Promise<T>, options?: RunOptions): Promise<T>;
  /** A whole `apply --auto-approve` in a run of its own. */
  apply(options?: Partial<ApplyOptions> & RunOptions): Promise<ApplyView>;
  /** Every later run has a changed copy of the org.yaml. */
  editOrg(change: Change): void;
  stop(): Promise<void>;
}

/** Starts a world on the stepped clock; the product runs in this process, under the world's `operator`, never as an administrator. */
export async function startWorld(name: string, change: Change = (text) => text): Promise<InProcess> {
  const file = join(root, 'config', 'worlds', `${name}.yaml`);
  const simulator = await startSimulator({
    world: parseWorld(change(readFileSync(file, 'utf8')), file),
    clock: { mode: 'stepped' },
    policyRoot: root,
  });
  const org = orgFileOf(name);
  const load: InProcess['load'] = ({ signal = new AbortController().signal, emit = () => {} } = {}) => ({
    configFile: org.path(),
    env: environmentOf(simulator),
    clock: simulator.clock,
    emit,
    signal,
  });
  const run: InProcess['run'] = (options) => loadRun(load(options));
  const withRun: InProcess['with'] = async (work, options) => {
    const started = await run(options);
    try {
      return await work(started);
    } finally {
      started.aws.close();
    }
  };
  return {
    simulator,
    get configFile() {
      return org.path();
    },
    load,
    run,
    with: withRun,
    apply: ({ signal, emit, ...options } = {}) =>
      withRun(
        (started) =>
          apply(started, { approve: async () => true, acceptGaps: [], allowDestroy: false, ...options }),
        { ...(signal ? { signal } : {}), ...(emit ? { emit } : {}) },
      ),
    editOrg: (edit) => org.edit(edit),
    async stop() {
      org.remove();
      await simulator.stop();
    },
  };
}

/** The org.yaml of a world; edited, it is a copy outside of the project. */
export function orgFileOf(name: string): {
  path(): string;
  edit(change: Change): void;
  remove(): void;
} {
  let path = join(root, 'config', 'worlds', `${name}.org.yaml`);
  let folder: string | undefined;
  return {
    path: () => path,
    edit(change) {
      const text = change(readFileSync(path, 'utf8'));
      folder ??= mkdtempSync(join(tmpdir(), 'orgsecrets-'));
      path = join(folder, `${name}.org.yaml`);
      writeFileSync(path, text);
    },
    remove() {
      if (folder !== undefined) rmSync(folder, { recursive: true });
    },
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
