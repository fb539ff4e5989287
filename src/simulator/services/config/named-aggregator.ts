import type { Access, Call, Shape } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { aggregatorArn } from './arns.js';
import { noSuchAggregator } from './errors.js';
import { stateOf } from './state.js';
import type { Aggregator } from './state.js';

/**
 * The aggregator of the request.
 * @throws ServiceError NoSuchConfigurationAggregatorException
 */
export function namedAggregator(input: Shape, call: Call): Aggregator {
  const aggregator = stateOf(call).aggregators[requiredText(input, 'ConfigurationAggregatorName')];
  if (aggregator === undefined) throw noSuchAggregator();
  return aggregator;
}

export function aggregatorAccess(action: string): (input: Shape, call: Call) => readonly Access[] {
  return (input, call) => {
    const known = stateOf(call).aggregators[text(input, 'ConfigurationAggregatorName') ?? ''];
    return [{ action, resource: known?.arn ?? aggregatorArn(call, '*') }];
  };
}
