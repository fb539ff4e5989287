import type { DriftFinding } from '../model/drift.js';
import type { Situation } from '../plan/situation.js';
import { decideSubscriptions, topicIsCurrent } from '../plan/subscription-actions.js';
import { finding, type Drift } from './finding.js';

/** Who should be told and is not, or of something else; and who is told although nothing asks for it. */
export function subscriptionDrift(situation: Situation): Drift {
  const { administratorAccountId: accountId, notifications, homeRegion } = situation.desired;
  const unseen = (notifications?.topics ?? []).flatMap(({ region }) => {
    const look = situation.observed.subscriptions.get(region);
    return look?.seen || !topicIsCurrent(situation, region)
      ? []
      : [
          {
            accountId,
            region,
            reason: `who is subscribed could not be seen: ${look?.reason ?? 'nobody looked'}`,
          },
        ];
  });
  const decided = decideSubscriptions(situation);
  return {
    findings: [
      ...decided
        .flatMap(({ put }) => put)
        .map(({ subscription, topic, change, differences }): DriftFinding =>
          finding({
            accountId,
            region: topic.region,
            kind: change === 'create' ? 'subscription-missing' : 'subscription-changed',
            thing: subscriptionThing(subscription),
            reason: change === 'create' ? 'it is not there' : 'it is not as it should be',
            differences,
          }),
        ),
      ...decided
        .flatMap((one) => one.delete)
        .map(({ subscription, topic }) =>
          finding({
            accountId,
            region: topic.region,
            kind: 'surplus',
            thing: subscriptionThing(subscription),
            reason: 'nothing asks for it any more',
          }),
        ),
      ...(notifications?.refused ?? []).map(({ reason, instructions, ...address }) =>
        finding({
          accountId,
          region: homeRegion,
          kind: 'subscription-changed',
          thing: subscriptionThing(address),
          reason,
          instructions,
        }),
      ),
    ],
    unseen,
  };
}

/** As findings name it. */
export function subscriptionThing({ protocol, endpoint }: { protocol: string; endpoint: string }): string {
  return `subscription ${protocol} ${endpoint}`;
}
