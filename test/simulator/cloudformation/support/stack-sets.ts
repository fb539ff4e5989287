import type { Shape } from '../../../../src/simulator/kernel/contract.js';
import { text } from '../../../../src/simulator/kernel/input.js';
import { MANAGEMENT, testWorld, until } from './world.js';
import type { TestWorld } from './world.js';

/** Five accounts in three OUs (one nested, one account suspended), four Regions of which one is opt-in. */
export const ORGANIZATION = `
regions: [eu-central-1, us-east-1, eu-west-1, af-south-1]
trustedAccess: [member.org.stacksets.cloudformation.amazonaws.com]
accounts:
  - { id: '${MANAGEMENT}', name: management, optIn: [af-south-1] }
  - { id: '200000000001', name: one, ou: /Workloads, optIn: [af-south-1] }
  - { id: '200000000002', name: two, ou: /Workloads/Prod }
  - { id: '200000000003', name: three, ou: /Workloads/Prod }
  - { id: '200000000004', name: four, ou: /Sandbox }
  - { id: '200000000009', name: closed, ou: /Workloads, state: SUSPENDED }
`;

export const TEMPLATE = `
Parameters:
  Value: { Type: String, Default: first }
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: { Name: topic, Value: !Ref Value }
`;

export const ONE = '200000000001';
export const TWO = '200000000002';
export const THREE = '200000000003';
export const FOUR = '200000000004';
export const CLOSED = '200000000009';

/** The organization above; `more` is world file text, `managementRoles` are roles of the management account, `settingUp` is the first account's. */
export function organizationWorld(
  more = '',
  options: { readonly managementRoles?: readonly object[]; readonly settingUp?: number } = {},
): TestWorld {
  const management = 'name: management, ';
  const roles = `${management}roles: ${JSON.stringify(options.managementRoles ?? [])}, `;
  const one = `name: one, settingUp: ${options.settingUp ?? 0}, `;
  return testWorld(ORGANIZATION.replace(management, roles).replace('name: one, ', one) + more);
}

export async function makeSet(at: TestWorld, name = 'set', more: Shape = {}): Promise<string> {
  const answer = await at.cfn('CreateStackSet', {
    StackSetName: name,
    TemplateBody: TEMPLATE,
    PermissionModel: 'SERVICE_MANAGED',
    AutoDeployment: { Enabled: false },
    ...more,
  });
  return String(answer['StackSetId']);
}

const ENDED = new Set(['SUCCEEDED', 'FAILED', 'STOPPED']);

/** Starts an operation and waits for its end; the answer is DescribeStackSetOperation's. */
export async function finished(at: TestWorld, operation: string, input: Shape): Promise<Shape> {
  const { OperationId } = await at.cfn(operation, { StackSetName: 'set', ...input });
  return ended(at, String(OperationId), text(input, 'StackSetName') ?? 'set');
}

export async function ended(at: TestWorld, id: string, name = 'set'): Promise<Shape> {
  let last: Shape = {};
  await until(at.world, async () => {
    last = await describeOperation(at, id, name);
    return ENDED.has(String(last['Status']));
  });
  return last;
}

export async function describeOperation(at: TestWorld, id: string, name = 'set'): Promise<Shape> {
  const answer = await at.cfn('DescribeStackSetOperation', { StackSetName: name, OperationId: id });
  return answer['StackSetOperation'] as Shape;
}

export async function instances(at: TestWorld, more: Shape = {}): Promise<readonly Shape[]> {
  const answer = await at.cfn('ListStackInstances', { StackSetName: 'set', ...more });
  return answer['Summaries'] as readonly Shape[];
}

/** `account/Region status detailed`, in order. */
export async function states(at: TestWorld, more: Shape = {}): Promise<readonly string[]> {
  return (await instances(at, more))
    .map(({ Account, Region, Status, StackInstanceStatus }) => {
      const { DetailedStatus } = StackInstanceStatus as Shape;
      return `${String(Account).slice(-1)}/${String(Region)} ${String(Status)} ${String(DetailedStatus)}`;
    })
    .sort();
}

export async function results(at: TestWorld, id: string, more: Shape = {}): Promise<readonly Shape[]> {
  const answer = await at.cfn('ListStackSetOperationResults', {
    StackSetName: 'set',
    OperationId: id,
    ...more,
  });
  return answer['Summaries'] as readonly Shape[];
}

/** Everything at once, and no failure cancels another. */
export const QUICK = {
  RegionConcurrencyType: 'PARALLEL',
  MaxConcurrentPercentage: 100,
  FailureTolerancePercentage: 100,
  ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE',
};
