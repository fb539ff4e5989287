import type { Call, Shape, World } from '../../../kernel/contract.js';
import { flag, shape, text, texts } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import { readBody, readCapabilities, readParameters, readTags } from '../request.js';
import { acceptTemplate } from '../template/accept.js';
import { templateBody } from '../template/library.js';
import { effectiveParameters } from '../template/parameters.js';
import type { AutoDeployment, PermissionModel, StackSetDefinition } from './state.js';
import { livingStackSets } from './state.js';

const MOST_DEPENDENCIES = 10;
/** Nested stacks are refused in service-managed StackSets (stacksets-orgs-associate-stackset-with-org). */
const NESTED = 'AWS::CloudFormation::Stack';

/** What a request makes of a StackSet; `previous` is what an update goes on from. */
export function readDefinition(
  input: Shape,
  call: Call,
  model: PermissionModel,
  types: ReadonlySet<string>,
  previous?: StackSetDefinition,
): StackSetDefinition {
  const { world } = call;
  const capabilities = readCapabilities(input);
  const body = readBody(input, previous !== undefined) ?? templateBody(world, previous?.template ?? '');
  const { digest, template } = acceptTemplate(world, body, types, capabilities);
  if (model === 'SERVICE_MANAGED' && Object.values(template.resources).some(({ type }) => type === NESTED)) {
    throw validationError(
      'Templates with nested stacks are not supported for stack sets with service-managed permissions',
    );
  }
  const roles = readRoles(input, model);
  const autoDeployment = readAutoDeployment(input, world, model) ?? previous?.autoDeployment;
  if (model === 'SERVICE_MANAGED' && !autoDeployment)
    throw validationError(
      'AutoDeployment must be specified for stack sets with SERVICE_MANAGED permission model',
    );
  const description = text(input, 'Description') ?? previous?.description;
  return {
    template: digest,
    parameters: effectiveParameters(template, readParameters(input, previous?.parameters ?? {})),
    capabilities,
    tags: readTags(input) ?? previous?.tags ?? [],
    ...roles,
    ...(description === undefined ? {} : { description }),
    ...(autoDeployment ? { autoDeployment } : {}),
  };
}

/** The roles of a self-managed StackSet. They are not remembered from before: a custom role must be passed again with each update (stacksets-prereqs-self-managed). */
function readRoles(
  input: Shape,
  model: PermissionModel,
): Pick<StackSetDefinition, 'administrationRoleArn' | 'executionRoleName'> {
  const administrationRoleArn = text(input, 'AdministrationRoleARN');
  const executionRoleName = text(input, 'ExecutionRoleName');
  if (
    model === 'SERVICE_MANAGED' &&
    (administrationRoleArn !== undefined || executionRoleName !== undefined)
  ) {
    throw validationError(
      'AdministrationRoleARN and ExecutionRoleName cannot be specified for stack sets with SERVICE_MANAGED permission model',
    );
  }
  return {
    ...(administrationRoleArn === undefined ? {} : { administrationRoleArn }),
    ...(executionRoleName === undefined ? {} : { executionRoleName }),
  };
}

function readAutoDeployment(input: Shape, world: World, model: PermissionModel): AutoDeployment | undefined {
  const given = shape(input, 'AutoDeployment');
  if (!given) return undefined;
  if (model === 'SELF_MANAGED')
    throw validationError(
      'AutoDeployment cannot be specified for stack sets with SELF_MANAGED permission model',
    );
  const enabled = flag(given, 'Enabled') === true;
  const retain = flag(given, 'RetainStacksOnAccountRemoval');
  if (enabled && retain === undefined)
    throw validationError('RetainStacksOnAccountRemoval must be specified when AutoDeployment is enabled');
  if (!enabled && retain === true)
    throw validationError('RetainStacksOnAccountRemoval cannot be specified when AutoDeployment is disabled');
  const dependsOn = texts(given, 'DependsOn') ?? [];
  if (dependsOn.length > MOST_DEPENDENCIES)
    throw validationError(
      `1 validation error detected: Value at 'autoDeployment.dependsOn' failed to satisfy constraint: Member must have length less than or equal to ${MOST_DEPENDENCIES}`,
    );
  const known = new Set([...livingStackSets(world)].map(({ arn }) => arn));
  const missing = dependsOn.filter((arn) => !known.has(arn));
  if (missing.length > 0) throw validationError(`StackSet dependencies [${missing.join(', ')}] do not exist`);
  return { enabled, retainStacksOnAccountRemoval: retain === true, dependsOn: [...dependsOn] };
}
