import type { Operation } from '../../kernel/contract.js';
import { aggregatorAccess, namedAggregator } from './named-aggregator.js';
import { stateOf } from './state.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DeleteConfigurationAggregator.html */
export const deleteConfigurationAggregator: Operation = {
  service: 'config',
  name: 'DeleteConfigurationAggregator',
  mutating: true,
  access: aggregatorAccess('config:DeleteConfigurationAggregator'),
  handle(input, call) {
    const { name, arn } = namedAggregator(input, call);
    const state = stateOf(call);
    delete state.aggregators[name];
    delete state.tags[arn];
    return {};
  },
};
