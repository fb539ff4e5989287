import { Authorizer } from './kernel/authorize.js';
import { CredentialStore } from './kernel/credentials.js';
import { Dispatcher } from './kernel/dispatcher.js';
import { Faults } from './kernel/faults.js';
import { Gateway } from './kernel/http/gateway.js';
import { serve } from './kernel/http/server.js';
import { KillSwitch } from './kernel/kill-switch.js';
import { seededRandom } from './kernel/random.js';
import { RateLimits } from './kernel/rate-limits.js';
import { StateStore } from './kernel/state.js';
import { scaledClock } from './kernel/time/scaled-clock.js';
import { steppedClock } from './kernel/time/stepped-clock.js';
import { createWorld } from './kernel/world.js';
import { requestConstraints } from './facts/constraints.js';
import { requestRates } from './facts/request-rates.js';
import { partitions } from './facts/regions.js';
import { onResourceChanged, seedWorld, simulatedOperations } from './services.js';
import { regionIsEnabled } from './services/account/state.js';
import { inboxOf } from './services/sns/inbox.js';
import { bucketOf } from './services/s3/state.js';
import { identitySource } from './services/iam/identity-source.js';
import { principalCredentials } from './services/iam/principals.js';
import { withPolicyFiles } from './world-file/policy-files.js';
import type { CallRecord } from './kernel/call-log.js';
import type { Caller, SimClock, World } from './kernel/contract.js';
import type { Credentials } from './kernel/credentials.js';
import type { KillPlan } from './kernel/kill-switch.js';
import type { Delivered } from './services/sns/inbox.js';
import type { ClockOptions } from './kernel/time/clock.js';
import type { WorldFile } from './world-file/schema.js';

export interface SimulatorOptions {
  /** A parsed world file (`parseWorld`). */
  readonly world: WorldFile;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Default: the world file's. */
  readonly seed?: number;
  readonly clock: ClockOptions;
  /** The folder to which the world's policy files are relative. */
  readonly policyRoot: string;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT`, for AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly managementAccountId: string;
  /** An administrator of the management account, for judges and set-up. */
  readonly administrator: Credentials;
  /** The principals that the world file names. */
  readonly credentials: Readonly<Record<string, Credentials>>;
  /** Every call since the start, in the order of arrival. `source: 'outside'` are those that came over HTTP. */
  readonly log: readonly CallRecord[];
  readonly clock: SimClock;
  readonly world: World;
  readonly faults: Faults;
  /** For crash tests: calls back at the n-th mutating call from outside; nothing gets through until `revive`. */
  killAt(plan: KillPlan): void;
  revive(): void;
  /** Credentials of any caller, e.g. of a role in a member account, for judges; a role's last `seconds`, by default an hour. */
  issue(caller: Caller, seconds?: number): Credentials;
  /** What arrived by mail and at web endpoints, in the order of arrival. */
  readonly inbox: readonly Delivered[];
  /** The whole state as plain data with sorted keys. */
  snapshot(): unknown;
  /** Stops serving; rejects with the first defect that background work met. */
  stop(): Promise<void>;
}

/** Starts an AWS Organization on loopback. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const file = withPolicyFiles(options.world, options.policyRoot);
  // A closure over the file would keep all of it in memory, hundreds of thousands of secrets perhaps.
  const { clockSkew } = file;
  const wallNow = (): number => new Date().getTime() + clockSkew * 1000;
  const startsAt = file.startsAt === undefined ? new Date().getTime() : Date.parse(file.startsAt);
  const clock =
    options.clock.mode === 'scaled'
      ? scaledClock(startsAt, options.clock.timeScale, () => performance.now())
      : steppedClock(startsAt);
  const seed = options.seed ?? file.seed;
  // Three streams: what is random in the world must not depend on how often somebody called or signed in.
  const random = seededRandom(seed);
  const requestIds = seededRandom(seed + 1);
  const newRequestId = (): string => requestIds.uuid();
  const credentials = new CredentialStore(seededRandom(seed + 2), wallNow);

  const defects: unknown[] = [];
  const onDefect = (defect: unknown): void => {
    defects.push(defect);
  };
  const store = new StateStore();
  const log: CallRecord[] = [];
  const faults = new Faults();
  for (const rule of file.faults) faults.add(rule);
  const killSwitch = new KillSwitch();
  const operations = simulatedOperations(credentials, log);
  const dispatcher = new Dispatcher({
    operations,
    constraints: requestConstraints,
    authorizer: new Authorizer(identitySource),
    faults,
    killSwitch,
    log,
    regionIsEnabled,
    rateLimits: new RateLimits(file.rateLimits === 'aws' ? requestRates : file.rateLimits, () => clock.now()),
  });
  const paging = {
    emptyPages: file.emptyPages,
    ...(file.pageSize === undefined ? {} : { size: file.pageSize }),
  };
  const world = createWorld({
    clock,
    partition: file.organization.partition,
    random,
    paging,
    latencies: file.latencies,
    store,
    dispatcher,
    newRequestId,
    onChanged: onResourceChanged,
    onDefect,
  });
  seedWorld(world, file);

  const { globalRegion } = partitions[file.organization.partition];
  const gateway = new Gateway({
    world,
    dispatcher,
    credentials,
    operations,
    globalRegion,
    wallNow,
    newRequestId,
    bucketExists: (name) => bucketOf(world, name) !== undefined,
    onDefect,
  });
  const server = await serve({ gateway, clock, wallNow, port: options.port ?? 0 });
  return {
    endpoint: server.endpoint,
    managementAccountId: file.organization.managementAccountId,
    ...principalCredentials(world, file, credentials),
    log,
    clock: world.clock,
    world,
    faults,
    killAt: (plan) => {
      killSwitch.killAt({
        ...plan,
        onKill: () => {
          plan.onKill();
          server.cutConnections();
        },
      });
    },
    revive: () => {
      killSwitch.revive();
    },
    issue: (caller, seconds = 3600) =>
      bare(
        caller.type === 'role'
          ? credentials.issueSession(caller, seconds)
          : credentials.issueAccessKey(caller),
      ),
    inbox: inboxOf(world),
    snapshot: () => store.snapshot(),
    stop: async () => {
      clock.stop();
      await server.stop();
      if (defects.length > 0) throw defects[0];
    },
  };
}

function bare({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Credentials {
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
