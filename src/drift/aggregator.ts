import { regionsText } from '../plan/aggregator-action.js';
import { field } from '../plan/differences.js';
import type { Situation } from '../plan/situation.js';
import { finding, type Drift } from './finding.js';
import { noReason } from '../model/no-reason.js';

/** The aggregator, and the sources that it can't collect from. */
export function aggregatorDrift(situation: Situation): Drift {
  const { desired, observed } = situation;
  const { name, accountId, region, regions } = desired.aggregator;
  const place = { accountId, region };
  const base = { ...place, thing: `aggregator ${name}` };
  const look = observed.aggregators;
  if (!look.seen) {
    // The role that looks at aggregators is part of the hub.
    const hub = desired.stackSets.find(({ kind }) => kind === 'hub');
    if (hub && situation.state(hub, desired.administratorAccountId) !== 'standing')
      return {
        findings: [
          finding({ ...base, kind: 'aggregator-missing', reason: 'there is no hub that it could use' }),
        ],
        unseen: [],
      };
    const reason = `it could not be seen whether aggregator ${name} is there: ${look.reason}`;
    return { findings: [], unseen: [{ ...place, reason }] };
  }
  const found = look.aggregators.find((one) => one.name === name);
  if (!found)
    return {
      findings: [finding({ ...base, kind: 'aggregator-missing', reason: 'it is gone' })],
      unseen: [],
    };
  const differences = field('regions', regionsText(found.regions), regionsText(regions));
  const reason = 'it collects from other Regions';
  return {
    findings: [
      ...(differences.length === 0
        ? []
        : [finding({ ...base, kind: 'aggregator-changed', reason, differences })]),
      ...(look.troubledSources ?? []).map((source) =>
        finding({
          kind: 'aggregator-source-failing',
          // The organization itself is a source too, by its own id.
          ...(/^\d{12}$/.test(source.source) ? { accountId: source.source } : {}),
          region: source.region,
          thing: `source of aggregator ${name}`,
          reason: source.error ?? (source.status === 'OUTDATED' ? 'what it has is out of date' : noReason),
          instructions: 'AWS Config tries again by itself. Where the reason stays, mend what it names.',
        }),
      ),
    ],
    unseen: [],
  };
}
