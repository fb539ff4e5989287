import { livingStackSets } from '../../../src/simulator/services/cloudformation/stacksets/state.js';
import { configState } from '../../../src/simulator/services/config/state.js';
import type { Disturbed } from '../disturb/administrator.js';
import { places } from './state.js';

/** What drift is about, as the simulator itself knows it: no look of the product's is asked. */
export function stateOf({ world }: Disturbed): unknown {
  return {
    stackSets: Object.fromEntries(
      [...livingStackSets(world)].map(({ name, definition, instances, managedExecution }) => [
        name,
        {
          definition,
          managedExecution,
          instances: Object.fromEntries(
            Object.entries(instances).map(([key, { status, detailedStatus }]) => [
              key,
              { status, detailedStatus },
            ]),
          ),
        },
      ]),
    ),
    config: Object.fromEntries(
      places.map((place) => {
        const { recorders, channel, rules, aggregators } = configState(world, place);
        return [
          `${place.accountId}/${place.region}`,
          {
            recorders: Object.values(recorders).map(
              ({ name, roleARN, recordingGroup, recordingMode, recording }) => ({
                name,
                roleARN,
                recordingGroup,
                recordingMode,
                recording,
              }),
            ),
            channel: channel && { name: channel.name, settings: channel.settings },
            rules: Object.fromEntries(Object.values(rules).map(({ name, settings }) => [name, settings])),
            aggregators: Object.values(aggregators).map(({ name, organizationSource }) => ({
              name,
              organizationSource,
            })),
          },
        ];
      }),
    ),
  };
}
