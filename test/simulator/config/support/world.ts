import { ServiceError } from '../../../../src/simulator/kernel/contract.js';
import type {
  Caller,
  ProviderContext,
  ServiceName,
  Shape,
  World,
} from '../../../../src/simulator/kernel/contract.js';
import { addRole } from '../../../../src/simulator/services/iam/roles.js';
import { iamOf } from '../../../../src/simulator/services/iam/state.js';
import type { RoleRecord } from '../../../../src/simulator/services/iam/state.js';
import { startSimulator } from '../../../../src/simulator/start.js';
import type { Simulator } from '../../../../src/simulator/start.js';
import { worldSchema } from '../../../../src/simulator/world-file/schema.js';

export const management = '111111111111';
export const member = '222222222222';
export const administrator = '333333333333';
export const organizationId = 'o-a1b2c3d4e5';
export const region = 'eu-central-1';

/** A small organization on a stepped clock, called from inside. */
export interface TestWorld {
  readonly simulator: Simulator;
  readonly world: World;
  /** Calls as an administrator of an account (default: the member), or as somebody else. */
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
  /** Rejects with what background work died of. */
  stop(): Promise<void>;
}

export async function testWorld(changes: Shape = {}): Promise<TestWorld> {
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
  const simulator = await startSimulator({ world: file, clock: { mode: 'stepped' }, policyRoot: '.' });
  const { world } = simulator;
  const call: TestWorld['call'] = (service, operation, input = {}, as = {}) =>
    world.invoke(service, operation, input, {
      caller: as.caller ?? adminOf(world, as.accountId ?? member),
      region: as.region ?? region,
    });
  return {
    simulator,
    world,
    call,
    pass: (ms) => simulator.clock.sleep(ms),
    stop: () => simulator.stop(),
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
        const deadline = simulator.clock.now() + timeoutMs;
        while (!(await ready())) {
          if (simulator.clock.now() >= deadline)
            throw new ServiceError('NotStabilized', `Resource ${logicalId} did not stabilize.`);
          await simulator.clock.sleep(1000);
        }
      },
    }),
  };
}

/** The administrator role of an account, made on first use. */
function adminOf(world: World, accountId: string): Caller {
  const known = iamOf(world, accountId).roles['admin'];
  return sessionOf(
    known ?? addedRole(world, accountId, 'admin', { allow: [{ Action: '*', Resource: '*' }] }),
    accountId,
  );
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
