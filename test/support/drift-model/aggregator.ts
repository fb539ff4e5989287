import { targetKey } from '../../../src/model/target.js';
import type { Disturbed } from '../disturb/administrator.js';
import { deleteAggregator, narrowAggregator } from '../disturb/aggregator.js';
import { troubleSource } from '../disturb/on-the-side-of-aws.js';
import { where, type Disturbance } from './disturbance.js';
import { abroad, audit, home, places, type State } from './state.js';

const hub = { accountId: audit, region: home };

/** What the administrator account's own people may do to the aggregator, and AWS Config fail to do. */
export function aggregatorDisturbances(): readonly Disturbance[] {
  const becomes = (aggregator: State['aggregator']) => (state: State) => {
    state.aggregator = aggregator;
    // One that is put has none of its troubles any more.
    state.troubledSources.clear();
  };
  return [
    {
      by: deleteAggregator.name,
      what: 'delete the aggregator',
      can: ({ aggregator }) => aggregator !== 'gone',
      apply: (simulator) => deleteAggregator(simulator, hub),
      change: becomes('gone'),
    },
    {
      by: narrowAggregator.name,
      what: 'let the aggregator look into one Region alone',
      can: ({ aggregator }) => aggregator === 'ours',
      apply: async (simulator) => {
        await narrowAggregator(simulator, hub);
        await settle(simulator);
      },
      change: becomes('narrowed'),
    },
    ...places.flatMap((source) =>
      (['failed', 'outdated'] as const).map((how): Disturbance => ({
        by: troubleSource.name,
        what: `let what the aggregator has of ${where(source)} be ${how}`,
        can: ({ aggregator }) => aggregator === 'ours',
        apply: (simulator) => troubleSource(simulator, hub, source, how),
        change: (state) => state.troubledSources.add(targetKey(source)),
        undo: async (simulator) => {
          await narrowAggregator(simulator, hub, [abroad, home]);
          await settle(simulator);
        },
      })),
    ),
  ];
}

/** The sources of an aggregator that was put are out of date for a while. */
function settle({ clock }: Disturbed): Promise<void> {
  return clock.sleep(3_600_000);
}
