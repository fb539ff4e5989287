import type { DesiredStackSet } from '../model/desired.js';
import type { Plan } from '../model/plan.js';
import { isNarrow } from '../model/scope.js';
import { compareText, targetKey, type AccountId, type Target } from '../model/target.js';
import type { Decisions } from './decisions.js';
import type { Situation } from './situation.js';

export interface Canary {
  readonly stackSet: DesiredStackSet;
  readonly target: Target;
  /** What is proved to take deliveries, by its name. */
  readonly bucket: string;
  /** It stands already; then only its delivery is to be proved. */
  readonly stands: boolean;
}

/** The bucket that the recorders of a StackSet deliver to. */
export function bucketOf({ parameters }: Pick<DesiredStackSet, 'parameters'>): string {
  return parameters['BucketName'] ?? '';
}

/**
 * For each bucket one recorder outside the administrator account whose delivery is proved before any other is made that
 * delivers there: a wrong guess about the bucket's policy would otherwise fail them all at once. Nothing needs proof once a
 * second recorder stands, since that was only made after the first one's proof. A narrowed run does not see the others;
 * the aggregator tells it the same, since it was only made after the proof of all.
 *
 * @param approved those of an approved plan: any other may be in a place that nobody approved.
 */
export function chooseCanaries(
  situation: Situation,
  make: Decisions['make'],
  approved: readonly Target[],
): readonly Canary[] {
  if (isNarrow(situation.desired.scope) && hasAggregator(situation)) return [];
  const recorders = situation.desired.stackSets.filter(({ kind }) => kind === 'recorder');
  return [...new Set(recorders.map(bucketOf))].flatMap((bucket) => {
    const delivering = recorders.filter((stackSet) => bucketOf(stackSet) === bucket);
    const canary = chooseCanary(delivering, situation, make, new Set(approved.map(targetKey)));
    return canary ? [{ ...canary, bucket }] : [];
  });
}

/** @param recorders that deliver to one bucket. */
function chooseCanary(
  recorders: readonly DesiredStackSet[],
  situation: Situation,
  make: Decisions['make'],
  approved: ReadonlySet<string>,
): Omit<Canary, 'bucket'> | undefined {
  const { administratorAccountId, homeRegion, managementAccountId } = situation.desired;
  const outside = (stackSet: DesiredStackSet, accounts: readonly AccountId[]) =>
    accounts
      .filter((accountId) => accountId !== administratorAccountId)
      .map((accountId) => ({ stackSet, target: { accountId, region: stackSet.region } }));
  const standing = recorders.flatMap((stackSet) =>
    outside(
      stackSet,
      stackSet.accounts.filter((accountId) => situation.state(stackSet, accountId) === 'standing'),
    ),
  );
  const toMake = recorders.flatMap((stackSet) => outside(stackSet, make.get(stackSet.name) ?? []));
  const count = recorders.reduce((sum, stackSet) => sum + (make.get(stackSet.name)?.length ?? 0), 0);
  const [first, second] = standing;
  if (second || count === 0) return undefined;
  if (first) return { ...first, stands: true };
  const rank = ({ stackSet, target }: { stackSet: DesiredStackSet; target: Target }) =>
    [
      // One that failed before may have failed for a reason of its own, and must not hold up all others for ever.
      situation.state(stackSet, target.accountId) === 'failed' ? 1 : 0,
      approved.has(targetKey(target)) ? 0 : 1,
      target.region === homeRegion ? 0 : 1,
      target.accountId === managementAccountId ? 1 : 0,
      target.accountId,
      target.region,
    ].join(' ');
  const [chosen] = toMake.sort((a, b) => compareText(rank(a), rank(b)));
  return chosen && count > 1 ? { ...chosen, stands: false } : undefined;
}

function hasAggregator({ desired, observed: { aggregators } }: Situation): boolean {
  return aggregators.seen && aggregators.aggregators.some(({ name }) => name === desired.aggregator.name);
}

/** What the id of the action ends with that makes it. */
export const canarySuffix = '/canary';

/** The canaries of a plan. */
export function canariesOf({ actions }: Plan): readonly Target[] {
  return actions.flatMap((action) => (action.type === 'prove-delivery' ? [action.target] : []));
}
