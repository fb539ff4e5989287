import { ServiceError } from '../../../kernel/contract.js';
import type { World } from '../../../kernel/contract.js';
import { organizationOf } from '../../organizations/state.js';
import { quotaValue } from '../../servicequotas/state.js';
import { refusesAccountsBeyondTheWeek } from '../readings.js';
import { configState } from '../state.js';
import type { Aggregator, Batch, Place } from '../state.js';

const week = 7 * 24 * 3_600_000;
/** As Service Quotas and the page name it. */
const weekly = 'Maximum number of accounts added or deleted per week for all aggregators';
const inAll = 'Maximum number of accounts in an aggregator';

/**
 * When a new aggregator takes in the accounts of the organization: so many a week, together with those that the other
 * aggregators of the place take in. In the order of their ids (assumed, like all of it but the number); what is deleted is
 * not counted.
 * https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html
 *
 * @returns `undefined`: all of them at once.
 * @throws ServiceError LimitExceededException where there are too many for any aggregator, or, under the other reading, for
 *   this week.
 */
export function intakeOf(world: World, place: Place, name: string): readonly Batch[] | undefined {
  const limit = (quota: string) => quotaValue(world, place.accountId, place.region, 'config', quota);
  const ids = activeAccounts(world);
  if (ids.length > limit(inAll)) throw exceeded(inAll);
  const now = world.clock.now();
  const taken = Object.values(configState(world, place).aggregators)
    .filter((other) => other.name !== name)
    .flatMap((other) => batchesOf(other, ids.length))
    .map(({ at, count }) => ({ at, count }));
  const batches: Batch[] = [];
  let next = 0;
  for (let at = now; next < ids.length;) {
    const used = [...taken, ...batches].filter((one) => one.at > at - week && one.at <= at);
    const count = Math.min(ids.length - next, limit(weekly) - sum(used));
    if (count > 0) {
      next += count;
      batches.push({ at, count, last: ids[next - 1] ?? '' });
    }
    if (limit(weekly) === 0) break;
    at = Math.min(...[...used, ...batches].map((one) => one.at).filter((one) => one > at - week)) + week;
  }
  if (batches.length === 1 && batches[0]?.at === now) return undefined;
  if (refusesAccountsBeyondTheWeek(world)) throw exceeded(weekly);
  return batches;
}

/** Whether an account is taken in by now. One that joined later than the aggregator was made comes with the last ones. */
export function takenIn(world: World, { intake }: Aggregator): (accountId: string) => boolean {
  if (intake === undefined) return () => true;
  const now = world.clock.now();
  return (accountId) => {
    const own = intake.find(({ last }) => accountId <= last) ?? intake.at(-1);
    return own !== undefined && own.at <= now;
  };
}

/** One without a plan of its own took in everybody when it was made. */
function batchesOf(
  { intake, createdAt, organizationSource }: Aggregator,
  accounts: number,
): readonly Pick<Batch, 'at' | 'count'>[] {
  if (organizationSource === undefined) return [];
  return intake ?? [{ at: createdAt, count: accounts }];
}

function activeAccounts(world: World): readonly string[] {
  return Object.values(organizationOf(world).accounts)
    .filter(({ state }) => state === 'ACTIVE')
    .map(({ id }) => id)
    .sort();
}

function sum(batches: readonly { readonly count: number }[]): number {
  return batches.reduce((total, { count }) => total + count, 0);
}

/** "For PutConfigurationAggregator API, this exception is thrown if the number of accounts and aggregators exceeds the limit." */
function exceeded(quota: string): ServiceError {
  return new ServiceError('LimitExceededException', `You have reached the limit: ${quota}.`);
}
