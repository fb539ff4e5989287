import { ServiceError } from '../../kernel/contract.js';
import type { Call, Operation } from '../../kernel/contract.js';
import { requiredText, shapes, text } from '../../kernel/input.js';
import { eventsSlot } from './state.js';
import type { EventBus, EventRule } from './state.js';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TagResource.html */
export const tagResource: Operation = {
  service: 'events',
  name: 'TagResource',
  mutating: true,
  access: (input) => [{ action: 'events:TagResource', resource: text(input, 'ResourceARN') ?? '*' }],
  handle(input, call) {
    const resource = tagged(requiredText(input, 'ResourceARN'), call);
    for (const tag of shapes(input, 'Tags') ?? [])
      resource.tags[text(tag, 'Key') ?? ''] = text(tag, 'Value') ?? '';
    return {};
  },
};

/**
 * The bus or rule of this ARN in the account and Region of the call.
 * @throws ServiceError ResourceNotFoundException
 */
export function tagged(arn: string, call: Call): EventBus | EventRule {
  const buses = Object.values(call.world.state(eventsSlot, call.caller.accountId, call.region).buses);
  const found = [...buses, ...buses.flatMap((bus) => Object.values(bus.rules))].find(
    (resource) => resource.arn === arn,
  );
  if (found !== undefined) return found;
  throw new ServiceError('ResourceNotFoundException', `Resource ${arn} does not exist.`);
}
