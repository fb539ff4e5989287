import type { DriftFinding } from '../model/drift.js';
import { isNarrow } from '../model/scope.js';
import { formerAggregators } from '../plan/former-aggregators.js';
import { leftoversOf } from '../plan/leftovers.js';
import type { Situation } from '../plan/situation.js';
import { finding } from './finding.js';

/** What of ours stands where nothing asks for it. */
export function surplus({ desired, observed }: Situation): readonly DriftFinding[] {
  const leftovers = leftoversOf(desired, observed).flatMap(({ stackSet: { name }, wanted, instances }) => {
    const base = { kind: 'surplus', stackSet: name } as const;
    const instance = `instance of StackSet ${name}`;
    return [
      ...instances.map(({ accountId, region }) => {
        const isGone = !desired.places.active.has(accountId) && !desired.places.suspended.has(accountId);
        const reason = isGone ? 'its account is gone or closed' : 'nothing asks for it';
        return finding({ ...base, accountId, region, thing: instance, reason });
      }),
      ...(wanted ? [] : [finding({ ...base, thing: `StackSet ${name}`, reason: 'nothing asks for it' })]),
    ];
  });
  const aggregators = aggregatorsLeft({ desired, observed }).map(
    ({ aggregator: { name, accountId, region } }) =>
      finding({
        kind: 'surplus',
        accountId,
        region,
        thing: `aggregator ${name}`,
        reason: 'it uses the role of our hub, and nothing asks for it',
      }),
  );
  return [...leftovers, ...aggregators];
}

function aggregatorsLeft({ desired, observed }: Pick<Situation, 'desired' | 'observed'>) {
  if (isNarrow(desired.scope)) return [];
  const { elsewhere, renamed } = formerAggregators(desired, observed);
  return [...elsewhere, ...renamed];
}
