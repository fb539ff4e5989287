import { mapBounded } from '../concurrency/map-bounded.js';
import { straysIn } from '../desired/strays.js';
import type { Desired } from '../model/desired.js';
import type { StrayAggregators } from '../model/observed.js';
import { orNotSeen } from './observe-accounts.js';
import type { MembersPort } from './ports.js';

const concurrentAccounts = 16;

type Facts = Pick<Desired, 'coverage' | 'homeRegion' | 'prefix' | 'places' | 'administratorAccountId'>;

/**
 * Aggregators over the organization that former administrators left behind: AWS lists nobody who was one, so every covered
 * account that is none now is asked, in the home Region. One call an account.
 */
export async function strayAggregators(
  facts: Facts,
  members: Pick<MembersPort, 'look'>,
  signal: AbortSignal,
): Promise<StrayAggregators> {
  const { coverage, homeRegion, administratorAccountId, places } = facts;
  const asked = coverage.filter(
    ({ accountId, region }) =>
      region === homeRegion &&
      accountId !== administratorAccountId &&
      !places.configAdministrators.has(accountId),
  );
  const looks = await mapBounded(asked, concurrentAccounts, async (target) => {
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
    looked: looks.filter(({ look }) => !('seen' in look)).length,
    unseen: looks.flatMap(({ target, look }) => ('seen' in look ? [{ ...target, ...look }] : [])),
  };
}
