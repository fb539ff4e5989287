import { mapBounded } from '../concurrency/map-bounded.js';
import { isDetected, uncheckedOf } from '../desired/made-resources.js';
import type { DesiredStackSet } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import { nothingMade, type MadeLook } from '../model/made.js';
import type { ObservedStackSet, StackInstance } from '../model/observed.js';
import type { Scope } from '../model/scope.js';
import { targetKey, type Target } from '../model/target.js';
import { noReason } from '../model/no-reason.js';
import type { ApplyContext } from './context.js';
import type { OperationResult, OperationSummary } from './ports.js';
import { unlessTooLate } from './poll.js';
import { readDetection } from './read-detection.js';
import { endOperation, type OperationRequest } from './run-operation.js';

/** Each waits most of the time. */
const concurrentDetections = 16;
const concurrentInstances = 4;
/** Of one StackSet, in one look. A run that meets another one joins its detection, so both end. */
const mostDetections = 3;

export interface Detection {
  readonly stackSets: ReadonlyMap<string, ObservedStackSet>;
  readonly desired: readonly DesiredStackSet[];
  readonly scope: Scope;
  /** What was detected before in this run and has not been worked on since; the answers are added to it. */
  readonly known: Map<string, MadeLook>;
  /** Whether the stack of an instance is there; `undefined`: it can't be seen. */
  readonly hasStack: (stackId: string, target: Target) => Promise<boolean | undefined>;
}

/**
 * Asks CloudFormation what drifted of the things that our stacks made, where AWS Config does not tell: one operation for
 * each StackSet, then the instances that drifted. A StackSet whose detection does not come to its end before the deadline
 * was not seen; every other error is thrown.
 */
export async function detectDrift(
  detection: Detection,
  context: ApplyContext,
): Promise<ReadonlyMap<string, MadeLook>> {
  const { known, stackSets } = detection;
  const asked = detection.desired.flatMap((stackSet) => {
    const instances = standingInstances(stackSet, stackSets.get(stackSet.name));
    return isDetected(stackSet.kind) && instances.length > 0 ? [{ stackSet, instances }] : [];
  });
  await mapBounded(asked, concurrentDetections, async ({ stackSet, instances }) => {
    if (known.has(stackSet.name)) return;
    context.signal.throwIfAborted();
    known.set(stackSet.name, await detectIn(stackSet, instances, detection, context));
  });
  return new Map(known);
}

/** Of others something is to be done anyway. */
function standingInstances(
  { accounts, region }: DesiredStackSet,
  found: ObservedStackSet | undefined,
): readonly StackInstance[] {
  if (!found?.owned) return [];
  const wanted = new Set(accounts);
  return found.instances.filter(
    (one) => one.region === region && wanted.has(one.accountId) && one.status === 'CURRENT',
  );
}

async function detectIn(
  stackSet: DesiredStackSet,
  instances: readonly StackInstance[],
  detection: Detection,
  context: ApplyContext,
): Promise<MadeLook> {
  const { name } = stackSet;
  const everywhere = (reason: string) =>
    instances.map(({ accountId, region }) => ({ accountId, region, reason }));
  for (let tries = 1; ; tries += 1) {
    context.signal.throwIfAborted();
    const ended = await runDetection(name, context);
    if (ended instanceof OrgSecretsError) return { ...nothingMade, unseen: everywhere(ended.message) };
    const { failed, standing, ...read } = await readDetection(
      ended,
      name,
      instances,
      detection.scope,
      context,
    );
    const isStopped = ended.status !== 'SUCCEEDED';
    if (read.isOvertaken && !isStopped && tries < mostDetections) continue;
    const { stackless, unseen } = await whereItFailed(failed, standing, detection);
    const overtaken = read.untold.map((target) => ({ ...target, reason: overtakenReason(name, tries) }));
    return {
      drifted: read.drifted,
      stackless,
      unseen: isStopped
        ? everywhere(`drift detection of StackSet ${name} ${stopped(ended)}`)
        : [...unseen, ...overtaken],
      unchecked: read.sample
        ? uncheckedOf(
            stackSet.kind,
            detection.stackSets.get(name)?.parameters ?? stackSet.parameters,
            read.sample,
          )
        : [],
    };
  }
}

function overtakenReason(name: string, tries: number): string {
  return `another drift detection of StackSet ${name} ran meanwhile, ${tries} times, and CloudFormation tells only what the last one found`;
}

/** @returns the error where the deadline came first. */
function runDetection(name: string, context: ApplyContext): Promise<OperationSummary | OrgSecretsError> {
  context.emit({ code: 'waiting', what: `drift detection of StackSet ${name}` });
  const request: OperationRequest = {
    kind: 'detect-drift',
    stackSet: { name },
    targets: [],
    start: (id) => context.ports.driftDetection.detect(name, id, context.preferences),
    onProgress: () => undefined,
  };
  return unlessTooLate(() => endOperation(request, context));
}

function stopped({ status, reason }: OperationSummary): string {
  return `ended as ${status}${reason === undefined ? '' : `: ${reason}`}`;
}

/** Where somebody deleted the stack, detection fails as it does where it is not allowed to look. */
async function whereItFailed(
  failed: readonly OperationResult[],
  standing: ReadonlyMap<string, StackInstance>,
  { hasStack }: Detection,
): Promise<Pick<MadeLook, 'stackless' | 'unseen'>> {
  const looks = await mapBounded(failed, concurrentInstances, async ({ accountId, region, reason }) => {
    const target = { accountId, region };
    const stackId = standing.get(targetKey(target))?.stackId;
    const isThere = stackId === undefined ? undefined : await hasStack(stackId, target);
    return { target, isGone: isThere === false, reason: reason ?? noReason };
  });
  return {
    stackless: looks.flatMap(({ target, isGone }) => (isGone ? [target] : [])),
    unseen: looks.flatMap(({ target, isGone, reason }) =>
      isGone ? [] : [{ ...target, reason: `CloudFormation could not detect drift: ${reason}` }],
    ),
  };
}
