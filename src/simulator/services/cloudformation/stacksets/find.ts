import { ServiceError } from '../../../kernel/contract.js';
import type { Call, Shape } from '../../../kernel/contract.js';
import { requiredText, text } from '../../../kernel/input.js';
import { isDelegatedAdministrator } from '../../organizations/state.js';
import { validationError } from '../errors.js';
import { isAccessActivated, organizationAround, STACKSETS_PRINCIPAL } from './organizations-access.js';
import { stackSetsSlot } from './state.js';
import type { StackSet } from './state.js';

/** Source of the wording: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/799 */
const NOT_ADMINISTRATOR =
  'You must be the management account or delegated admin account of an organization before operating a SERVICE_MANAGED stack set';

/** CallAs; ValidationError for another value. */
export function readCallAs(input: Shape): 'SELF' | 'DELEGATED_ADMIN' {
  const callAs = text(input, 'CallAs') ?? 'SELF';
  if (callAs === 'SELF' || callAs === 'DELEGATED_ADMIN') return callAs;
  throw validationError(
    `1 validation error detected: Value '${callAs}' at 'callAs' failed to satisfy constraint: Member must satisfy enum value set: [SELF, DELEGATED_ADMIN]`,
  );
}

/** The account whose StackSets a call works on: a delegated administrator's are in the management account. */
export function administratorAccount(input: Shape, { world, caller }: Call): string {
  if (readCallAs(input) === 'SELF') return caller.accountId;
  const organization = organizationAround(world, caller.accountId);
  if (!organization || !isDelegatedAdministrator(world, organization, caller.accountId, STACKSETS_PRINCIPAL))
    throw validationError(NOT_ADMINISTRATOR);
  return organization.managementAccountId;
}

/** May this call work on service-managed StackSets? ValidationError with AWS's words where not. */
export function checkServiceManaged(input: Shape, call: Call): void {
  const { world, caller } = call;
  const organization = organizationAround(world, caller.accountId);
  const administrator = administratorAccount(input, call);
  if (!organization || administrator !== organization.managementAccountId)
    throw validationError(NOT_ADMINISTRATOR);
  // Wording: https://github.com/pepperize/cdk-organizations/issues/1718
  if (!isAccessActivated(world, organization))
    throw validationError('You must enable organizations access to operate a service managed stack set');
}

/** The StackSet that a request names, by name or id; undefined where there is none. A delegated administrator sees service-managed ones alone. */
export function lookUpStackSet(input: Shape, call: Call): StackSet | undefined {
  const name = text(input, 'StackSetName') ?? '';
  const sets = call.world.state(stackSetsSlot, administratorAccount(input, call), call.region);
  const found =
    sets[name] ??
    Object.values(sets).find((set) => set.status === 'ACTIVE' && (set.name === name || set.arn === name));
  return found && (found.permissionModel === 'SERVICE_MANAGED' || readCallAs(input) === 'SELF')
    ? found
    : undefined;
}

/** The living StackSet that a request names. */
export function findStackSet(input: Shape, call: Call): StackSet {
  const name = requiredText(input, 'StackSetName', 'ValidationError');
  const set = lookUpStackSet(input, call);
  if (set?.status !== 'ACTIVE')
    throw new ServiceError('StackSetNotFoundException', `StackSet ${name} not found`, { status: 404 });
  return set;
}

/** The StackSet for an operation that changes something: service-managed ones need organizations access. */
export function findStackSetToOperate(input: Shape, call: Call): StackSet {
  const set = findStackSet(input, call);
  if (set.permissionModel === 'SERVICE_MANAGED') checkServiceManaged(input, call);
  return set;
}
