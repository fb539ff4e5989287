import { mapBounded } from '../concurrency/map-bounded.js';
import type { DesiredNotifications } from '../model/desired.js';
import type { Observed, SubscriptionsLook } from '../model/observed.js';
import type { RegionName } from '../model/target.js';
import { orNotSeen } from './observe-accounts.js';
import type { MembersPort } from './ports.js';

/** Seldom more than one: only Regions whose events do not reach the hub have a topic of their own. */
const concurrentTopics = 4;

/** Who subscribed to each topic, ours and others. */
export async function observeSubscriptions(
  notifications: DesiredNotifications | undefined,
  members: Pick<MembersPort, 'topics'>,
): Promise<Observed['subscriptions']> {
  const looks = await mapBounded(
    notifications?.topics ?? [],
    concurrentTopics,
    async ({ arn, region }): Promise<[RegionName, SubscriptionsLook]> => [
      region,
      await orNotSeen(async () => {
        const topics = await members.topics(region);
        return { seen: true, subscriptions: await topics.subscriptions(arn) };
      }),
    ],
  );
  return new Map(looks);
}
