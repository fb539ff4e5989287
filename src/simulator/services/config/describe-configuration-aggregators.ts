import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { integer, text, texts } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { aggregatorView } from './aggregator-view.js';
import { stateOf } from './state.js';
import { compact } from './wire.js';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationAggregators.html */
export const describeConfigurationAggregators: Operation = {
  service: 'config',
  name: 'DescribeConfigurationAggregators',
  mutating: false,
  handle(input, call) {
    const { aggregators } = stateOf(call);
    const names = texts(input, 'ConfigurationAggregatorNames') ?? [];
    if (names.some((name) => aggregators[name] === undefined)) {
      throw new ServiceError(
        'NoSuchConfigurationAggregatorException',
        'At least one of the configuration aggregators does not exist. Check the configuration aggregator names and try again.',
      );
    }
    const wanted = Object.values(aggregators)
      .filter((aggregator) => names.length === 0 || names.includes(aggregator.name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, nextToken } = page(call.world, wanted, {
      token: text(input, 'NextToken'),
      limit: integer(input, 'Limit') || undefined,
      defaultSize: 100,
      tokenError: 'InvalidNextTokenException',
    });
    return compact({ ConfigurationAggregators: items.map(aggregatorView), NextToken: nextToken });
  },
};
