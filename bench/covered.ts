import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apply } from '../src/app/apply.js';
import { loadRun } from '../src/app/load.js';
import type { CallCounts } from '../src/aws/aws.js';
import type { VerifiedCoverage } from '../src/model/outcome.js';
import { startSimulator, type Simulator } from '../src/simulator/start.js';
import type { WorldFile } from '../src/simulator/world-file/schema.js';
import { orgYamlOf, type Size, worldOf } from './organization.js';

type Environment = Readonly<Record<string, string>>;

const root = join(import.meta.dirname, '..');

/** An organization that `apply` has covered from nothing. */
export interface Covered {
  readonly simulator: Simulator;
  readonly configFile: string;
  /** What the environment of a child process holds, so that it calls as the operator, or as an administrator. */
  readonly env: { readonly operator: Environment; readonly administrator: Environment };
  readonly applied: Applied;
  stop(): Promise<void>;
}

/** What the apply cost. */
export interface Applied {
  readonly calls: CallCounts;
  /** Virtual seconds from the first call to the last. */
  readonly makespan: number;
  readonly coverage: VerifiedCoverage;
  /** Of this process, product and simulator together. */
  readonly wallSeconds: number;
}

/**
 * Covers an organization by really applying, on the stepped clock: its virtual time is the one in which a makespan
 * means something.
 *
 * @throws Error where not everything is proved at the end.
 */
export async function cover(
  size: Size,
  world: WorldFile = worldOf(size),
  orgYaml: string = orgYamlOf(size),
): Promise<Covered> {
  const folder = mkdtempSync(join(tmpdir(), 'orgsecrets-bench-'));
  const configFile = join(folder, 'org.yaml');
  writeFileSync(configFile, orgYaml);
  const simulator = await startSimulator({
    world,
    clock: { mode: 'stepped' },
    policyRoot: root,
  });
  const stop = async () => {
    rmSync(folder, { recursive: true });
    await simulator.stop();
  };
  try {
    const operator = environmentOf(simulator, simulator.credentials['operator']);
    const administrator = environmentOf(simulator, simulator.administrator);
    return {
      simulator,
      configFile,
      env: { operator, administrator },
      applied: await applied(simulator, configFile, operator),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Applies once. @throws Error where not everything is proved at the end. */
export async function applied(simulator: Simulator, configFile: string, env: Environment): Promise<Applied> {
  const started = { virtual: simulator.clock.now(), wall: performance.now() };
  const run = await loadRun({
    configFile,
    env,
    clock: simulator.clock,
    emit: () => undefined,
    signal: new AbortController().signal,
  });
  try {
    const { outcome, calls } = await apply(run, {
      approve: () => Promise.resolve(true),
      acceptGaps: [],
      allowDestroy: false,
    });
    if (outcome.outcome !== 'done') throw new Error(`apply ended as '${outcome.outcome}'`);
    return {
      calls,
      coverage: outcome.coverage,
      makespan: (simulator.clock.now() - started.virtual) / 1000,
      wallSeconds: (performance.now() - started.wall) / 1000,
    };
  } finally {
    run.aws.close();
  }
}

function environmentOf(
  { endpoint }: Simulator,
  credentials: Simulator['administrator'] | undefined,
): Environment {
  if (credentials === undefined) throw new Error('the world of the bench names no operator');
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
  };
}
