import { ServiceError } from '../../kernel/contract.js';
import type { Call } from '../../kernel/contract.js';
import { stateOf } from './state.js';

/**
 * Is there a recorder, rule or aggregator of this ARN?
 * @throws ServiceError ResourceNotFoundException
 */
export function assertTaggable(call: Call, arn: string): void {
  const { recorders, rules, aggregators } = stateOf(call);
  const resources = [...Object.values(recorders), ...Object.values(rules), ...Object.values(aggregators)];
  const known = resources.some((resource) => resource.arn === arn);
  if (!known) throw new ServiceError('ResourceNotFoundException', `ResourceArn '${arn}' does not exist`);
}
