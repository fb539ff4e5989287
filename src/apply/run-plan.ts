import pLimit from 'p-limit';
import { isShared } from '../desired/names.js';
import { OrgSecretsError } from '../model/errors.js';
import type { ActionResult, TargetFailure } from '../model/outcome.js';
import type { Action } from '../model/plan.js';
import type { AccountId } from '../model/target.js';
import type { Proof } from '../verify/proof.js';
import type { ApplyContext } from './context.js';
import { inPieces, isInstances, isNamed, withoutAccounts } from './narrow.js';
import { runAction, type ActionEnd } from './run-action.js';

/** Actions that wait for AWS at the same time. Most of the time of each is a pause between two looks. */
const concurrentActions = 48;

/** How an action ended, as those that depend on it see it. */
interface End {
  readonly result: ActionResult;
  /** Nothing that depends on it may run. */
  readonly blocksAll: boolean;
  /** In these accounts nothing that depends on it may run. */
  readonly blockedAccounts: ReadonlySet<AccountId>;
  readonly proof?: Proof | undefined;
}

/**
 * Runs actions as soon as all that they depend on is done. A target that fails holds up only what depends on it in
 * the same account; an action that fails as a whole holds up all that depends on it. Never throws for a failed action.
 *
 * @param actions in topological order.
 * @param blockedBefore accounts in which something failed earlier in this run: nothing is made there.
 * @returns a result for each action, in their order.
 */
export async function runPlan(
  actions: readonly Action[],
  context: ApplyContext,
  blockedBefore: ReadonlySet<AccountId> = new Set(),
): Promise<readonly ActionResult[]> {
  const limit = pLimit(concurrentActions);
  const ends = new Map<string, Promise<End>>();
  for (const action of actions) {
    const before = action.dependsOn.flatMap((id) => ends.get(id) ?? []);
    ends.set(
      action.id,
      Promise.all(before).then((finished) => limit(() => runOne(action, finished, blockedBefore, context))),
    );
  }
  return (await Promise.all(ends.values())).map((end) => end.result);
}

async function runOne(
  action: Action,
  before: readonly End[],
  blockedBefore: ReadonlySet<AccountId>,
  context: ApplyContext,
): Promise<End> {
  const blockedAccounts = new Set([...blockedBefore, ...before.flatMap((end) => [...end.blockedAccounts])]);
  const blocker = before.find((end) => end.blocksAll);
  if (blocker) return notAttempted(action, `${blocker.result.action.id} was not done`, context);
  if (context.signal.aborted) return notAttempted(action, 'the run was interrupted', context);
  if (action.type === 'prove-coverage' && before.some(({ result }) => context.isTriedAgain(result)))
    return notAttempted(action, 'what failed is tried again first', context);
  const narrowed = isNamed(action) ? withoutAccounts(action, blockedAccounts) : action;
  if (isEmptied(narrowed, blockedAccounts) || isHeldByLeftovers(action, before))
    return notAttempted(action, 'what it depends on failed in its accounts', context, blockedAccounts);
  context.emit({ code: 'action-started', action });
  try {
    const proof = before.find((end) => end.proof)?.proof;
    const { failures, proof: made } = await runPieces(narrowed, context, proof);
    return ended(action, failures, blockedAccounts, context, made);
  } catch (error) {
    if (context.signal.aborted)
      return notAttempted(action, 'the run was interrupted; what AWS has begun goes on', context);
    return ended(action, [thrownFailure(action, error)], blockedAccounts, context);
  }
}

async function runPieces(
  action: Action,
  context: ApplyContext,
  proof: Proof | undefined,
): Promise<ActionEnd> {
  const ends: ActionEnd[] = [];
  for (const piece of inPieces(action, context.desired.accountsPerOperation))
    ends.push(await runAction(piece, context, proof));
  const made = ends.find((end) => end.proof)?.proof;
  return { failures: ends.flatMap(({ failures }) => failures), ...(made ? { proof: made } : {}) };
}

function isEmptied(action: Action, blocked: ReadonlySet<AccountId>): boolean {
  if (isNamed(action)) return action.targets.length === 0;
  if ('target' in action) return blocked.has(action.target.accountId);
  return false;
}

/**
 * What needs every instance before it to be gone: a definition or the roles are deleted after the last one, and an update
 * that names nobody would reach those that are left.
 */
function isHeldByLeftovers(action: Action, before: readonly End[]): boolean {
  const needsNone =
    action.type === 'delete-stack-set' ||
    action.type === 'delete-stack' ||
    action.type === 'delete-bucket' ||
    (action.type === 'delete-instances' && isShared(action.stackSet.kind)) ||
    (action.type === 'update-stack-set' && action.operation === undefined);
  return (
    needsNone &&
    before.some(
      ({ result: { action: done, state }, blockedAccounts }) =>
        done.type === 'delete-instances' &&
        (state === 'not-attempted' || done.targets.some(({ accountId }) => blockedAccounts.has(accountId))),
    )
  );
}

function ended(
  action: Action,
  failures: readonly TargetFailure[],
  inherited: ReadonlySet<AccountId>,
  context: ApplyContext,
  proof?: Proof,
): End {
  const state = failures.length === 0 ? 'done' : 'failed';
  context.emit({ code: 'action-ended', action, state, failures });
  const failedAccounts = failures.flatMap((failure) => failure.accountId ?? []);
  return {
    result: { action, state, failures },
    blocksAll: holdsUpAll({ action, state, failures }),
    blockedAccounts: new Set([...inherited, ...failedAccounts]),
    proof,
  };
}

/**
 * Did it fail in a way that holds up everything after it? Stacks of accounts fail each for itself; what the hub has, a gate or
 * a definition is there for all.
 */
export function holdsUpAll({ action, state, failures }: ActionResult): boolean {
  // A delivery that could not even be asked for proves nothing: a bucket that refuses one recorder refuses them all.
  if (action.type === 'prove-delivery') return state === 'failed' || state === 'not-attempted';
  if (state !== 'failed') return false;
  if (failures.some((failure) => failure.accountId === undefined)) return true;
  if (['start-recorder', 'put-recorder', 'put-rules', 'extend-recorder'].includes(action.type)) return false;
  return !(isInstances(action) || action.type === 'update-stack-set') || isShared(action.stackSet.kind);
}

function notAttempted(
  action: Action,
  reason: string,
  context: ApplyContext,
  blockedAccounts?: ReadonlySet<AccountId>,
): End {
  context.emit({ code: 'action-ended', action, state: 'not-attempted', failures: [], reason });
  const result: ActionResult = { action, state: 'not-attempted', failures: [], reason };
  return {
    result,
    blocksAll: blockedAccounts === undefined || holdsUpAll(result),
    blockedAccounts: blockedAccounts ?? new Set(),
  };
}

/** Names a target only where the action has one: otherwise nothing of it was done, for anybody. */
function thrownFailure(action: Action, error: unknown): TargetFailure {
  const target = 'target' in action ? action.target : {};
  if (!(error instanceof OrgSecretsError))
    return {
      ...target,
      reason: `defect of orgsecrets: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    };
  const { message, instructions } = error;
  return { ...target, reason: message, ...(instructions === undefined ? {} : { instructions }) };
}
