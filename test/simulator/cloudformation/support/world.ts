import { Authorizer } from '../../../../src/simulator/kernel/authorize.js';
import { CredentialStore } from '../../../../src/simulator/kernel/credentials.js';
import { requestConstraints } from '../../../../src/simulator/facts/constraints.js';
import { Dispatcher } from '../../../../src/simulator/kernel/dispatcher.js';
import { Faults } from '../../../../src/simulator/kernel/faults.js';
import { KillSwitch } from '../../../../src/simulator/kernel/kill-switch.js';
import { seededRandom } from '../../../../src/simulator/kernel/random.js';
import { RateLimits } from '../../../../src/simulator/kernel/rate-limits.js';
import { StateStore } from '../../../../src/simulator/kernel/state.js';
import { steppedClock } from '../../../../src/simulator/kernel/time/stepped-clock.js';
import { createWorld } from '../../../../src/simulator/kernel/world.js';
import { ServiceError } from '../../../../src/simulator/kernel/contract.js';
import type { Caller, ServiceName, Shape, World } from '../../../../src/simulator/kernel/contract.js';
import type { CallRecord } from '../../../../src/simulator/kernel/call-log.js';
import { operations as accountOperations } from '../../../../src/simulator/services/account/operations.js';
import { seed as seedAccount } from '../../../../src/simulator/services/account/seed.js';
import { regionIsEnabled } from '../../../../src/simulator/services/account/state.js';
import { cloudFormationOperations } from '../../../../src/simulator/services/cloudformation/operations.js';
import { seed as seedCloudFormation } from '../../../../src/simulator/services/cloudformation/seed.js';
import { roleCaller, userCaller } from '../../../../src/simulator/services/iam/callers.js';
import { identitySource } from '../../../../src/simulator/services/iam/identity-source.js';
import { operations as iamOperations } from '../../../../src/simulator/services/iam/operations.js';
import { seed as seedIam } from '../../../../src/simulator/services/iam/seed.js';
import { iamOf } from '../../../../src/simulator/services/iam/state.js';
import { operations as organizationsOperations } from '../../../../src/simulator/services/organizations/operations.js';
import { seed as seedOrganizations } from '../../../../src/simulator/services/organizations/seed.js';
import { organizationOf } from '../../../../src/simulator/services/organizations/state.js';
import { operations as stsOperations } from '../../../../src/simulator/services/sts/operations.js';
import { parseWorld } from '../../../../src/simulator/world-file/parse.js';
import { thingOperations, thingProviders } from './things.js';

export const MANAGEMENT = '100000000000';
export const REGION = 'eu-central-1';

export interface TestWorld {
  readonly world: World;
  readonly log: readonly CallRecord[];
  /** The administrator of the management account. */
  readonly admin: Caller;
  /** Calls CloudFormation. */
  cfn(operation: string, input: Shape, as?: { caller?: Caller; region?: string }): Promise<Shape>;
  call(
    service: ServiceName,
    operation: string,
    input: Shape,
    as?: { caller?: Caller; region?: string },
  ): Promise<Shape>;
  /** The code and message with which a call is refused. */
  refusal(
    operation: string,
    input: Shape,
    as?: { caller?: Caller; region?: string },
  ): Promise<{ code: string; message: string }>;
  /** A session of a role that the world has. */
  role(accountId: string, name: string): Caller;
  user(accountId: string, name: string): Caller;
  unit(name: string): string;
  readonly rootId: string;
  defects(): readonly unknown[];
  stop(): void;
}

/** An organization on a stepped clock: the kernel's own parts without HTTP. `yaml` is a world file's text below `organization`. */
export function testWorld(yaml: string): TestWorld {
  const file = parseWorld(
    `version: 1\nstartsAt: '2025-06-01T00:00:00Z'\norganization: { id: o-a1b2c3d4e5, managementAccountId: '${MANAGEMENT}' }\n${yaml}`,
    'test world',
  );
  const clock = steppedClock(Date.parse(file.startsAt ?? ''));
  const credentials = new CredentialStore(seededRandom(3), () => 0);
  const log: CallRecord[] = [];
  const defects: unknown[] = [];
  const requestIds = seededRandom(2);
  const dispatcher = new Dispatcher({
    operations: [
      ...stsOperations(credentials),
      ...organizationsOperations,
      ...accountOperations,
      ...iamOperations,
      ...thingOperations,
      ...cloudFormationOperations(thingProviders),
    ],
    constraints: requestConstraints,
    authorizer: new Authorizer(identitySource),
    faults: new Faults(),
    killSwitch: new KillSwitch(),
    log,
    regionIsEnabled,
    rateLimits: new RateLimits([], () => clock.now()),
  });
  const world = createWorld({
    clock,
    partition: 'aws',
    random: seededRandom(1),
    paging: { emptyPages: file.emptyPages, ...(file.pageSize === undefined ? {} : { size: file.pageSize }) },
    latencies: file.latencies,
    store: new StateStore(),
    dispatcher,
    newRequestId: () => requestIds.uuid(),
    onDefect: (defect) => defects.push(defect),
  });
  seedOrganizations(world, file);
  seedAccount(world, file);
  seedIam(world, file);
  seedCloudFormation(world, file);
  const user = (accountId: string, name: string): Caller => userCaller(iamOf(world, accountId).users[name]!);
  const admin = user(MANAGEMENT, 'simulator-administrator');
  const call: TestWorld['call'] = (service, operation, input, as = {}) =>
    world.invoke(service, operation, input, { caller: as.caller ?? admin, region: as.region ?? REGION });
  const organization = organizationOf(world);
  return {
    world,
    log,
    admin,
    call,
    cfn: (operation, input, as) => call('cloudformation', operation, input, as),
    async refusal(operation, input, as) {
      try {
        await call('cloudformation', operation, input, as);
      } catch (error) {
        if (error instanceof ServiceError) return { code: error.code, message: error.message };
        throw error;
      }
      return { code: 'none', message: 'It was not refused.' };
    },
    role: (accountId, name) => roleCaller(iamOf(world, accountId).roles[name]!, 'test'),
    user,
    unit: (name) => Object.values(organization.organizationalUnits).find((unit) => unit.name === name)!.id,
    rootId: organization.rootId,
    defects: () => defects,
    stop: () => {
      clock.stop();
    },
  };
}

/** Waits on the virtual clock until `ready`; fails after an hour of it. */
export async function until(world: World, ready: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = world.clock.now() + 3_600_000;
  while (!(await ready())) {
    if (world.clock.now() > deadline)
      throw new ServiceError('TestTimeout', 'It did not happen within an hour.');
    await world.clock.sleep(1000);
  }
}
