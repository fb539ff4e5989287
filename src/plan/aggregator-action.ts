import type { ObservedAggregator } from '../model/observed.js';
import type { Difference, Obstacle, PutAggregator } from '../model/plan.js';
import { compareText } from '../model/target.js';
import { field } from './differences.js';
import type { Situation } from './situation.js';

export interface AggregatorDecision {
  /** Without what it depends on. */
  readonly action: Omit<PutAggregator, 'dependsOn'> | undefined;
  readonly obstacle: Obstacle | undefined;
}

/** The aggregator is only touched where it is absent or different; others in the account are left alone. */
export function decideAggregator(situation: Situation): AggregatorDecision {
  const { desired, observed } = situation;
  const { aggregator } = desired;
  const put = (change: PutAggregator['change'], differences: readonly Difference[]): AggregatorDecision => ({
    action: {
      type: 'put-aggregator',
      id: `put-aggregator/${aggregator.name}`,
      destructive: false,
      aggregator,
      change,
      differences,
    },
    obstacle: undefined,
  });
  if (!observed.aggregators.seen) {
    // The role that looks at aggregators is part of the hub: before the hub there can be none of ours.
    const hub = desired.stackSets.find(({ kind }) => kind === 'hub');
    if (hub && situation.state(hub, desired.administratorAccountId) !== 'standing') return put('create', []);
    const obstacle: Obstacle = {
      accountId: aggregator.accountId,
      region: aggregator.region,
      reason: `it could not be seen whether aggregator ${aggregator.name} exists: ${observed.aggregators.reason}`,
      instructions: `Check that ${desired.prefix}-aggregator-admin trusts the caller (organization.callers), and run again.`,
    };
    return { action: undefined, obstacle };
  }
  const found = observed.aggregators.aggregators.find(({ name }) => name === aggregator.name);
  if (!found) return put('create', []);
  const differences = field('regions', regionsText(found.regions), regionsText(aggregator.regions));
  return differences.length === 0 ? { action: undefined, obstacle: undefined } : put('update', differences);
}

export function regionsText(regions: ObservedAggregator['regions']): string | undefined {
  return typeof regions === 'object' ? regions.toSorted(compareText).join(', ') : regions;
}
