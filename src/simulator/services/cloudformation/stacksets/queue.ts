import { ServiceError } from '../../../kernel/contract.js';
import type { World } from '../../../kernel/contract.js';
import { runOperation } from './run-operation.js';
import { isActive } from './state.js';
import type { StackInstance, StackSet, StackSetOperation } from './state.js';

const MOST_QUEUED = 10_000;

/** Refuses an operation that may not begin now: its id was used, or another one is under way on a StackSet without managed execution. */
export function checkMayBegin(set: StackSet, operationId: string): void {
  if (set.operations.some(({ id }) => id === operationId))
    throw new ServiceError(
      'OperationIdAlreadyExistsException',
      'The specified operation ID already exists.',
      { status: 409 },
    );
  const active = set.operations.filter(isActive);
  if (active.length > 0 && !set.managedExecution) refuseWhileActive(set);
  if (active.length >= MOST_QUEUED)
    throw new ServiceError(
      'LimitExceededException',
      `You can have at most ${MOST_QUEUED} queued operations per stack set`,
    );
}

/** Wording: https://github.com/hashicorp/terraform-provider-aws/issues/28675 */
export function refuseWhileActive(set: StackSet): void {
  if (set.operations.some(isActive))
    throw new ServiceError(
      'OperationInProgressException',
      `Another Operation on StackSet ${set.arn} is in progress`,
      { status: 409 },
    );
}

/**
 * Adds an operation and starts it when its turn comes. With managed execution whatever comes while others run or wait
 * is queued first; queued operations start in their order, each as soon as it conflicts with none before it
 * ([API model, ManagedExecution]).
 */
export function enqueue(world: World, set: StackSet, operation: StackSetOperation): void {
  operation.status = set.operations.some(isActive) ? 'QUEUED' : 'RUNNING';
  set.operations.push(operation);
  if (operation.status === 'RUNNING') start(world, set, operation);
  else
    world.background(async () => {
      await world.clock.sleep(world.latency('stackSetQueue', 1000));
      startQueued(world, set);
    });
}

function startQueued(world: World, set: StackSet): void {
  const before: StackSetOperation[] = [];
  for (const operation of set.operations.filter(isActive)) {
    if (operation.status === 'QUEUED' && !before.some((other) => conflict(other, operation)))
      start(world, set, operation);
    before.push(operation);
  }
}

/** Two operations conflict when they share a target, or when one of them changes the StackSet itself (assumed). */
function conflict(a: StackSetOperation, b: StackSetOperation): boolean {
  if (a.definition || b.definition) return true;
  return Object.keys(a.results).some((key) => key in b.results);
}

function start(world: World, set: StackSet, operation: StackSetOperation): void {
  operation.status = 'RUNNING';
  begin(set, operation);
  world.background(async () => {
    await runOperation(world, set, operation);
    startQueued(world, set);
  });
}

/** What is true of a StackSet as soon as an operation on it runs, however the operation ends. */
function begin(set: StackSet, operation: StackSetOperation): void {
  if (operation.definition) {
    set.definition = operation.definition;
    set.modified = true;
    for (const instance of Object.values(set.instances))
      if (instance.status !== 'INOPERABLE') waiting(instance);
  }
  for (const key of Object.keys(operation.results)) {
    const instance = set.instances[key];
    if (!instance) continue;
    if (operation.overrides) instance.overrides = operation.overrides;
    if (operation.action === 'UPDATE') waiting(instance);
  }
}

/** Instances that an update does not target wait all the same: https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1751 */
function waiting(instance: StackInstance): void {
  instance.status = 'OUTDATED';
  instance.detailedStatus = 'PENDING';
  delete instance.statusReason;
}

/** Stops an operation: what runs in it ends, what waits is cancelled; one that waits in the queue never starts. */
export function stopOperation(world: World, set: StackSet, operation: StackSetOperation): void {
  const wasQueued = operation.status === 'QUEUED';
  operation.status = 'STOPPING';
  if (wasQueued)
    world.background(async () => {
      await runOperation(world, set, operation);
      startQueued(world, set);
    });
}
