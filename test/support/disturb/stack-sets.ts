import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { iamOf } from '../../../src/simulator/services/iam/state.js';
import {
  instanceKey,
  livingStackSets,
} from '../../../src/simulator/services/cloudformation/stacksets/state.js';
import type {
  StackInstance,
  StackSet,
} from '../../../src/simulator/services/cloudformation/stacksets/state.js';
import { administratorOf, until } from './administrator.js';
import type { Disturbed, Place } from './administrator.js';

/** The StackSet of a name. */
export function stackSetNamed({ world }: Disturbed, name: string): StackSet {
  const found = [...livingStackSets(world)].find((set) => set.name === name);
  if (!found) throw new Error(`There is no StackSet ${name}.`);
  return found;
}

/** The instance that a StackSet has in a place. */
export function instanceIn(simulator: Disturbed, name: string, { accountId, region }: Place): StackInstance {
  const found = stackSetNamed(simulator, name).instances[instanceKey({ account: accountId, region })];
  if (!found) throw new Error(`StackSet ${name} has no instance in ${accountId}/${region}.`);
  return found;
}

/** The account's own administrator deletes the stack of an instance: StackSets do not hear of it. */
export async function deleteStack(
  simulator: Disturbed,
  name: string,
  place: Place,
  RetainResources: readonly string[] = [],
): Promise<void> {
  await deleteStackById(simulator, place, instanceIn(simulator, name, place).stackId, RetainResources);
}

async function deleteStackById(
  simulator: Disturbed,
  place: Place,
  StackName: string | undefined,
  RetainResources: readonly string[] = [],
): Promise<void> {
  const administrator = administratorOf(simulator, place);
  await administrator.call('cloudformation', 'DeleteStack', { StackName, RetainResources });
  await until(simulator, async () => {
    const { Stacks } = await administrator.call('cloudformation', 'DescribeStacks', { StackName });
    return /^DELETE_(COMPLETE|FAILED)$/.test(String((Stacks as Shape[])[0]?.['StackStatus']));
  });
}

/** Who administers the StackSets deletes an instance, with its stack. */
export async function deleteInstance(simulator: Disturbed, name: string, place: Place): Promise<void> {
  await operate(simulator, name, 'DeleteStackInstances', {
    ...only(simulator, name, place),
    RetainStacks: false,
  });
}

/** An update that the account refuses: the instance is OUTDATED and FAILED, and its stack as it was. */
export async function failInstance(simulator: Disturbed, name: string, place: Place): Promise<void> {
  await whileRefused(simulator, name, place.accountId, () =>
    operate(simulator, name, 'UpdateStackInstances', {
      ...only(simulator, name, place),
      ParameterOverrides: overridesOf(instanceIn(simulator, name, place)),
    }),
  );
}

/**
 * Somebody updates a StackSet, to what it is already, for everybody but one: that instance is left OUTDATED, and waits for
 * an operation that never comes.
 */
export async function outdateInstance(simulator: Disturbed, name: string, place: Place): Promise<void> {
  const others = Object.values(stackSetNamed(simulator, name).instances).filter(
    ({ account, region }) => account !== place.accountId || region !== place.region,
  );
  const Accounts = [...new Set(others.map(({ account }) => account))];
  const OrganizationalUnitIds = [...new Set(others.map((other) => other.organizationalUnitId))];
  await updateSet(
    simulator,
    name,
    { UsePreviousTemplate: true },
    {},
    {
      Regions: [...new Set(others.map(({ region }) => region))],
      DeploymentTargets: { OrganizationalUnitIds, Accounts, AccountFilterType: 'INTERSECTION' },
    },
  );
}

/** A deletion that the account refuses: the instance is INOPERABLE, and its stack as it was. */
export async function makeInoperable(simulator: Disturbed, name: string, place: Place): Promise<void> {
  await whileRefused(simulator, name, place.accountId, () => deleteInstance(simulator, name, place));
}

/** A person lets go of an instance, as AWS asks for an inoperable one, and deletes its stack. */
export async function letGo(simulator: Disturbed, name: string, place: Place): Promise<void> {
  const { stackId } = instanceIn(simulator, name, place);
  await operate(simulator, name, 'DeleteStackInstances', {
    ...only(simulator, name, place),
    RetainStacks: true,
  });
  await deleteStackById(simulator, place, stackId);
}

/** An instance gets other parameters than its StackSet. */
export async function overrideParameters(
  simulator: Disturbed,
  name: string,
  place: Place,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  await operate(simulator, name, 'UpdateStackInstances', {
    ...only(simulator, name, place),
    ParameterOverrides: asList(parameters),
  });
}

/** The StackSet gets the template of another version, everywhere; nothing that its stacks made changes. */
export async function otherTemplate(simulator: Disturbed, name: string): Promise<void> {
  const { TemplateBody } = await described(simulator, name);
  const body = `# Of another version.\n${String(TemplateBody)}`;
  await updateSet(simulator, name, { TemplateBody: body });
}

/** The StackSet gets other parameters, everywhere. */
export async function otherParameters(
  simulator: Disturbed,
  name: string,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  await updateSet(simulator, name, { UsePreviousTemplate: true }, parameters);
}

async function updateSet(
  simulator: Disturbed,
  name: string,
  template: Shape,
  parameters: Readonly<Record<string, string>> = {},
  targets: Shape = {},
): Promise<void> {
  const set = await described(simulator, name);
  const declared = (set['Parameters'] as Shape[]).map((parameter) => String(parameter['ParameterKey']));
  const { AdministrationRoleARN, ExecutionRoleName } = set;
  await operate(simulator, name, 'UpdateStackSet', {
    ...template,
    Parameters: declared.map((ParameterKey) => {
      const ParameterValue = parameters[ParameterKey];
      return ParameterValue === undefined
        ? { ParameterKey, UsePreviousValue: true }
        : { ParameterKey, ParameterValue };
    }),
    Capabilities: set['Capabilities'],
    ...targets,
    ...(AdministrationRoleARN === undefined ? {} : { AdministrationRoleARN, ExecutionRoleName }),
    OperationPreferences: QUICK,
  });
}

async function described(simulator: Disturbed, name: string): Promise<Shape> {
  const { accountId, region } = stackSetNamed(simulator, name);
  const answer = await administratorOf(simulator, { accountId, region }).call(
    'cloudformation',
    'DescribeStackSet',
    { StackSetName: name },
  );
  return answer['StackSet'] as Shape;
}

const QUICK = {
  RegionConcurrencyType: 'PARALLEL',
  MaxConcurrentPercentage: 100,
  FailureTolerancePercentage: 100,
  ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE',
};

/** Starts an operation as who administers the StackSets, and waits for its end. */
async function operate(simulator: Disturbed, name: string, operation: string, input: Shape): Promise<void> {
  const { accountId, region } = stackSetNamed(simulator, name);
  const administrator = administratorOf(simulator, { accountId, region });
  const { OperationId } = await administrator.call('cloudformation', operation, {
    StackSetName: name,
    ...input,
  });
  await until(simulator, async () => {
    const of = { StackSetName: name, OperationId };
    const answer = await administrator.call('cloudformation', 'DescribeStackSetOperation', of);
    return /^(SUCCEEDED|FAILED|STOPPED)$/.test(String((answer['StackSetOperation'] as Shape)['Status']));
  });
}

/** One instance as the target of an operation. */
function only(simulator: Disturbed, name: string, place: Place): Shape {
  const { permissionModel } = stackSetNamed(simulator, name);
  const { organizationalUnitId } = instanceIn(simulator, name, place);
  const Accounts = [place.accountId];
  return {
    Regions: [place.region],
    ...(permissionModel === 'SELF_MANAGED'
      ? { Accounts }
      : {
          DeploymentTargets: {
            OrganizationalUnitIds: [organizationalUnitId],
            Accounts,
            AccountFilterType: 'INTERSECTION',
          },
        }),
  };
}

function overridesOf({ overrides }: StackInstance): readonly Shape[] {
  return asList(overrides);
}

function asList(parameters: Readonly<Record<string, string>>): readonly Shape[] {
  return Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
}

/** Takes CloudFormation from the role that StackSets work with in an account, and gives it back. */
async function whileRefused(
  simulator: Disturbed,
  name: string,
  accountId: string,
  work: () => Promise<void>,
): Promise<void> {
  const { definition } = stackSetNamed(simulator, name);
  const RoleName =
    definition.executionRoleName ??
    Object.keys(iamOf(simulator.world, accountId).roles).find((role) => role.startsWith('stacksets-exec-'));
  const policy = { RoleName, PolicyName: 'refused' };
  const Statement = [{ Effect: 'Deny', Action: 'cloudformation:*', Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  const administrator = administratorOf(simulator, { accountId });
  await administrator.call('iam', 'PutRolePolicy', { ...policy, PolicyDocument });
  await work();
  await administrator.call('iam', 'DeleteRolePolicy', policy);
}

/** Somebody's tidying up takes a tag off a StackSet, and off its stacks. */
export async function takeTagOff(simulator: Disturbed, name: string, tag: string): Promise<void> {
  const { tags } = stackSetNamed(simulator, name).definition;
  const Tags = tags.filter(({ Key }) => Key !== tag).map(({ Key, Value }) => ({ Key, Value }));
  await updateSet(simulator, name, { UsePreviousTemplate: true, Tags });
}
