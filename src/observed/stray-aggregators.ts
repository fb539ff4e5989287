import { mapBounded } from '../concurrency/map-bounded.js';
import { straysIn } from '../desired/strays.js';
import type { Desired } from '../model/desired.js';
import type { StrayAggregators } from '../model/observed.js';
import type { Target } from '../model/target.js';
import { orNotSeen } from './observe-accounts.js';
import type { MembersPort } from './ports.js';

const concurrentLooks = 16;

type Facts = Pick<Desired, 'coverage' | 'homeRegion' | 'prefix' | 'places' | 'administratorAccountId'>;

/**
 * Aggregators over the organization that former administrators left behind. AWS lists nobody who was one, and an aggregator
 * may be in any Region: so every covered account that is none now is asked. One call a target, so `every-region` is for
 * what is run seldom.
 */
export async function strayAggregators(
  facts: Facts,
  where: 'home-region' | 'every-region',
  members: Pick<MembersPort, 'look'>,
  signal: AbortSignal,
): Promise<StrayAggregators> {
  const { coverage, homeRegion, administratorAccountId, places } = facts;
  const asked = coverage.filter(
    ({ accountId, region }) =>
      (where === 'every-region' || region === homeRegion) &&
      accountId !== administratorAccountId &&
      !places.configAdministrators.has(accountId),
  );
  const looks = await mapBounded(asked, concurrentLooks, async (target) => {
    signal.throwIfAborted();
    const look = await orNotSeen(async () => {
      const session = await members.look(target.accountId);
      return { aggregators: await session.aggregators(target.region) };
    });
    return { target, look };
  });
  return {
    found: looks.flatMap(({ target, look }) =>
      'seen' in look ? [] : straysIn(target, look.aggregators, facts),
    ),
    looked: accountsIn(looks.flatMap(({ target, look }) => ('seen' in look ? [] : [target]))),
    unseen: looks.flatMap(({ target, look }) => ('seen' in look ? [{ ...target, ...look }] : [])),
  };
}

function accountsIn(targets: readonly Target[]): number {
  return new Set(targets.map(({ accountId }) => accountId)).size;
}
