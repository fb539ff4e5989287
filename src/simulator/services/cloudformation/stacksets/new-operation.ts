import type { Call, Shape, World } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { checkMayBegin } from './queue.js';
import { readPreferences } from './read-preferences.js';
import { instanceKey } from './state.js';
import type {
  DeploymentTargets,
  InstanceTarget,
  OperationResult,
  StackSet,
  StackSetDefinition,
  StackSetOperation,
} from './state.js';

interface NewOperation {
  readonly action: StackSetOperation['action'];
  readonly targets: readonly InstanceTarget[];
  readonly deploymentTargets?: DeploymentTargets | undefined;
  readonly retainStacks?: boolean;
  readonly definition?: StackSetDefinition;
  readonly overrides?: Readonly<Record<string, string>> | undefined;
}

/** The operation id of a request, or a new one. Throws where the StackSet can't take the operation now. */
export function readOperationId(input: Shape, call: Call, set: StackSet): string {
  const given = text(input, 'OperationId');
  if (given !== undefined && !/^[a-zA-Z0-9][-a-zA-Z0-9]{0,127}$/.test(given)) {
    throw validationError(
      `1 validation error detected: Value '${given}' at 'operationId' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9][-a-zA-Z0-9]*`,
    );
  }
  const id = given ?? call.world.random.uuid();
  checkMayBegin(set, id);
  return id;
}

/** An operation as it stands before it is queued. The roles are those that the StackSet has when it begins. */
export function newOperation(
  input: Shape,
  world: World,
  set: StackSet,
  id: string,
  what: NewOperation,
): StackSetOperation {
  const { administrationRoleArn, executionRoleName } = what.definition ?? set.definition;
  const preferences = readPreferences(input);
  checkRegionOrder(preferences.regionOrder, what.targets);
  return {
    id,
    action: what.action,
    status: 'QUEUED',
    createdAt: world.clock.now(),
    preferences,
    retainStacks: what.retainStacks ?? false,
    results: Object.fromEntries(
      what.targets.map((target): [string, OperationResult] => [
        instanceKey(target),
        { ...target, status: 'PENDING' },
      ]),
    ),
    ...(what.deploymentTargets ? { deploymentTargets: what.deploymentTargets } : {}),
    ...(what.definition ? { definition: what.definition } : {}),
    ...(what.overrides ? { overrides: what.overrides } : {}),
    ...(administrationRoleArn === undefined ? {} : { administrationRoleArn }),
    ...(executionRoleName === undefined ? {} : { executionRoleName }),
  };
}

function checkRegionOrder(order: readonly string[], targets: readonly InstanceTarget[]): void {
  if (order.length === 0 || targets.length === 0) return;
  const regions = new Set(targets.map(({ region }) => region));
  const foreign = order.filter((region) => !regions.has(region));
  if (foreign.length > 0)
    throw validationError(
      `RegionOrder contains regions [${foreign.join(', ')}] that are not targets of the operation`,
    );
}
