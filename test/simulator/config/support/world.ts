import { Authorizer } from '../../../../src/simulator/kernel/authorize.js';
import { ServiceError } from '../../../../src/simulator/kernel/contract.js';
import type {
  Caller,
  Operation,
  ProviderContext,
  ServiceName,
  Shape,
  World,
} from '../../../../src/simulator/kernel/contract.js';
import { Dispatcher } from '../../../../src/simulator/kernel/dispatcher.js';
import { Faults } from '../../../../src/simulator/kernel/faults.js';
import { KillSwitch } from '../../../../src/simulator/kernel/kill-switch.js';
import { seededRandom } from '../../../../src/simulator/kernel/random.js';
import { RateLimits } from '../../../../src/simulator/kernel/rate-limits.js';
import { StateStore } from '../../../../src/simulator/kernel/state.js';
import { steppedClock } from '../../../../src/simulator/kernel/time/stepped-clock.js';
import { createWorld } from '../../../../src/simulator/kernel/world.js';
import { seed as seedAccount } from '../../../../src/simulator/services/account/seed.js';
import { regionIsEnabled } from '../../../../src/simulator/services/account/state.js';
import { operations as configOperations } from '../../../../src/simulator/services/config/operations.js';
import { seed as seedConfig } from '../../../../src/simulator/services/config/seed.js';
import { operations as eventsOperations } from '../../../../src/simulator/services/events/operations.js';
import { identitySource } from '../../../../src/simulator/services/iam/identity-source.js';
import { addRole, serviceLinkedRole } from '../../../../src/simulator/services/iam/roles.js';
import { seed as seedIam } from '../../../../src/simulator/services/iam/seed.js';
import type { RoleRecord } from '../../../../src/simulator/services/iam/state.js';
import { operations as kmsOperations } from '../../../../src/simulator/services/kms/operations.js';
import { operations as organizationsOperations } from '../../../../src/simulator/services/organizations/operations.js';
import { seed as seedOrganizations } from '../../../../src/simulator/services/organizations/seed.js';
import { operations as s3Operations } from '../../../../src/simulator/services/s3/operations.js';
import { operations as snsOperations } from '../../../../src/simulator/services/sns/operations.js';
import { worldSchema } from '../../../../src/simulator/world-file/schema.js';

export const management = '111111111111';
export const member = '222222222222';
export const administrator = '333333333333';
export const organizationId = 'o-a1b2c3d4e5';
export const region = 'eu-central-1';

const operations: readonly Operation[] = [
  ...configOperations,
  ...s3Operations,
  ...snsOperations,
  ...kmsOperations,
  ...eventsOperations,
  ...organizationsOperations,
];

/** A world of three accounts without HTTP, on a stepped clock. */
export interface TestWorld {
  readonly world: World;
  /** What background work died of; empty in a sound world. */
  readonly defects: unknown[];
  /** Calls as an account's administrator role, or as somebody else. */
  call(
    service: ServiceName,
    operation: string,
    input?: Shape,
    as?: { accountId?: string; region?: string; caller?: Caller },
  ): Promise<Shape>;
  /** Lets virtual time pass. */
  pass(ms: number): Promise<void>;
  /** What a CloudFormation provider gets, in an account. */
  context(accountId?: string, logicalId?: string): ProviderContext;
}

export function testWorld(changes: Shape = {}): TestWorld {
  const file = worldSchema.parse({
    version: 1,
    organization: { id: organizationId, managementAccountId: management },
    startsAt: '2026-01-01T00:00:00Z',
    accounts: [
      { id: management, name: 'management', serviceLinkedRoles: ['config.amazonaws.com'] },
      { id: member, name: 'member', serviceLinkedRoles: ['config.amazonaws.com'] },
      { id: administrator, name: 'administrator', serviceLinkedRoles: ['config.amazonaws.com'] },
    ],
    ...changes,
  });
  const clock = steppedClock(Date.parse(file.startsAt ?? ''));
  const random = seededRandom(1);
  const defects: unknown[] = [];
  const dispatcher = new Dispatcher({
    operations,
    authorizer: new Authorizer(identitySource),
    faults: new Faults(),
    killSwitch: new KillSwitch(),
    log: [],
    rateLimits: new RateLimits([], () => clock.now()),
    regionIsEnabled,
  });
  const { world } = createWorld({
    clock,
    partition: 'aws',
    random,
    paging: { emptyPages: file.emptyPages, ...(file.pageSize === undefined ? {} : { size: file.pageSize }) },
    latencies: file.latencies,
    store: new StateStore(),
    dispatcher,
    newRequestId: () => random.uuid(),
    onDefect: (defect) => defects.push(defect),
  });
  seedOrganizations(world, file);
  seedAccount(world, file);
  seedIam(world, file);
  seedConfig(world, file);
  const call: TestWorld['call'] = (service, operation, input = {}, as = {}) =>
    world.invoke(service, operation, input, {
      caller: as.caller ?? adminOf(world, as.accountId ?? member),
      region: as.region ?? region,
    });
  return {
    world,
    defects,
    call,
    pass: (ms) => clock.sleep(ms),
    context: (accountId = member, logicalId = 'Thing') => ({
      world,
      accountId,
      region,
      stackId: `arn:aws:cloudformation:${region}:${accountId}:stack/test/1`,
      stackName: 'test',
      logicalId,
      call: (service, operation, input, where) =>
        call(service, operation, input, { accountId, region: where ?? region }),
      until: async (ready, timeoutMs) => {
        const deadline = clock.now() + timeoutMs;
        while (!(await ready())) {
          if (clock.now() >= deadline)
            throw new ServiceError('NotStabilized', `Resource ${logicalId} did not stabilize.`);
          await clock.sleep(1000);
        }
      },
    }),
  };
}

/** The administrator role of an account, made on first use. */
function adminOf(world: World, accountId: string): Caller {
  const role = addedRole(world, accountId, 'admin', { allow: [{ Action: '*', Resource: '*' }] });
  return sessionOf(role, accountId);
}

/** A role with an inline policy of these statements. */
export function addedRole(
  world: World,
  accountId: string,
  name: string,
  {
    allow = [],
    trust = 'ec2.amazonaws.com',
    condition,
  }: { allow?: readonly Shape[]; trust?: string; condition?: Shape } = {},
): RoleRecord {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: trust },
    Action: 'sts:AssumeRole',
    ...(condition ? { Condition: condition } : {}),
  };
  const role = addRole(world, accountId, {
    name,
    path: '/',
    trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
  });
  role.inline['test'] = JSON.stringify({
    Version: '2012-10-17',
    Statement: allow.map((each) => ({ Effect: 'Allow', ...each })),
  });
  return role;
}

/** A session of a role. */
export function sessionOf(role: RoleRecord, accountId: string): Caller {
  return {
    accountId,
    type: 'role',
    arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/test`,
    principalArn: role.arn,
    userId: `${role.id}:test`,
  };
}

export function linkedRoleArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`;
}

export { serviceLinkedRole };

/** What a call failed with; fails itself when the call succeeds. */
export async function refusal(work: Promise<unknown>): Promise<ServiceError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
  throw new Error('the call was expected to be refused');
}
