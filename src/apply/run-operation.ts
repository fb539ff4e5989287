import { digest } from '../model/digest.js';
import type { TargetFailure } from '../model/outcome.js';
import { targetKey, type Target } from '../model/target.js';
import type { ApplyContext } from './context.js';
import { explainFailure } from './explain-failure.js';
import { poll, type Waiting } from './poll.js';
import type { OperationStart, OperationStatus, OperationSummary } from './ports.js';

export interface OperationRequest {
  readonly kind:
    | 'create'
    | 'update'
    | 'update-instances'
    | 'rebuild'
    | 'delete'
    | 'forget'
    | 'stop-auto-deployment'
    | 'detect-drift';
  readonly stackSet: {
    readonly name: string;
    /** What is deployed; nothing where instances are taken away. */
    readonly templateDigest?: string;
    readonly parameters?: Readonly<Record<string, string>>;
  };
  /** What the operation is judged by. */
  readonly targets: readonly Target[];
  /** Rules that the instances leave out; missing: none. */
  readonly withoutRules?: readonly string[] | undefined;
  /** Starts it under the id given. */
  readonly start: (operationId: string) => Promise<OperationStart>;
  readonly onProgress: (text: string) => void;
}

/** What an operation needs of a run. */
type OperationContext = Waiting & { readonly ports: Pick<ApplyContext['ports'], 'stackSets'> };

const running: readonly OperationStatus[] = ['QUEUED', 'RUNNING', 'STOPPING'];

/**
 * Runs one operation of a StackSet and judges it target by target, since SUCCEEDED can hide failed instances.
 *
 * The id is made of what the operation does, so that a run which was killed after the start finds it again; the
 * suffix counts the ended operations with the same content, so that a failed one can be tried again.
 *
 * @returns the targets that failed, none if all is well.
 */
export async function runOperation(
  request: OperationRequest,
  context: ApplyContext,
): Promise<readonly TargetFailure[]> {
  const ended = await endOperation(request, context);
  const { id } = ended;
  const results = await context.ports.stackSets.operationResults(request.stackSet.name, id);
  const byTarget = new Map(results.map((result) => [targetKey(result), result]));
  const failures = request.targets.flatMap((target): TargetFailure[] => {
    const result = byTarget.get(targetKey(target));
    if (result?.status === 'SUCCEEDED') return [];
    const reason =
      result?.reason ??
      (result ? `AWS says ${result.status} and gives no reason` : 'AWS reports no result for this target');
    return [failure(reason, target)];
  });
  if (failures.length > 0 || ended.status === 'SUCCEEDED') return failures;
  return [failure(ended.reason ?? `Operation ${id} ended as ${ended.status}`)];
}

/** Runs one operation to its end, however that is: its id, and what AWS says of it as a whole. */
export async function endOperation(
  request: OperationRequest,
  context: OperationContext,
): Promise<OperationSummary> {
  const id = await startOperation(request, operationBase(request), context);
  return waitForOperation(request, id, context);
}

/** The part of the operation id that says what the operation does. */
export function operationBase(
  request: Pick<OperationRequest, 'kind' | 'stackSet' | 'targets' | 'withoutRules'>,
): string {
  const { kind, stackSet, targets, withoutRules = [] } = request;
  const { name, templateDigest, parameters } = stackSet;
  const without = withoutRules.length > 0 ? [withoutRules] : [];
  return `orgsecrets-${digest([kind, name, targets.map(targetKey), templateDigest, parameters, ...without])}`;
}

function failure(reason: string, target?: Target): TargetFailure {
  const instructions = explainFailure(reason);
  return { ...target, reason, ...(instructions === undefined ? {} : { instructions }) };
}

/** Waits until no operation of somebody else is in progress, then starts ours, or picks up the one that was started before. */
async function startOperation(
  request: OperationRequest,
  base: string,
  context: OperationContext,
): Promise<string> {
  const { name } = request.stackSet;
  let forgotten = 0;
  return poll(context, `another operation of StackSet ${name}`, async () => {
    const operations = await context.ports.stackSets.listOperations(name);
    const mine = operations.filter((operation) => operation.id.startsWith(`${base}-`));
    const inProgress = mine.find((operation) => running.includes(operation.status));
    if (inProgress) return inProgress.id;
    const others = operations.filter((operation) => running.includes(operation.status));
    if (others.length > 0) {
      request.onProgress(`waits for operation ${others.map((operation) => operation.id).join(', ')}`);
      return undefined;
    }
    const id = `${base}-${mine.length + 1 + forgotten}`;
    const start = await request.start(id);
    if (start === 'started') return id;
    if (start === 'busy') return undefined;
    // An id of ours that the list does not hold: it has just begun, or AWS lists it no longer. What ended long ago says
    // nothing about now.
    const { status } = await context.ports.stackSets.describeOperation(name, id);
    if (running.includes(status)) return id;
    forgotten += 1;
    return undefined;
  });
}

async function waitForOperation(
  request: OperationRequest,
  id: string,
  context: OperationContext,
): Promise<OperationSummary> {
  return poll(context, `operation ${id} of StackSet ${request.stackSet.name}`, async () => {
    const operation = await context.ports.stackSets.describeOperation(request.stackSet.name, id);
    if (!running.includes(operation.status)) return operation;
    request.onProgress(operation.status.toLowerCase());
    return undefined;
  });
}

/**
 * Waits for operations on a StackSet that are in progress, ours or not, so that a fresh look sees what they did.
 *
 * @param onWait is told what is waited for, whenever that is something else.
 * @returns whether there was any.
 */
export async function settleOperations(
  stackSet: string,
  context: OperationContext,
  onWait: (what: string) => void,
): Promise<boolean> {
  let what = '';
  await poll(
    context,
    () => what,
    async () => {
      const operations = await context.ports.stackSets.listOperations(stackSet);
      const open = operations.filter(({ status }) => running.includes(status));
      if (open.length === 0) return true;
      const now = `operation ${open.map(({ id }) => id).join(', ')} of StackSet ${stackSet}`;
      if (now !== what) onWait(now);
      what = now;
      return undefined;
    },
  );
  return what !== '';
}
