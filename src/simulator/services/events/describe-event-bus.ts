import type { Operation } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { busAccess, openBus } from './bus-access.js';
import { policyOf } from './state.js';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html */
export const describeEventBus: Operation = {
  service: 'events',
  name: 'DescribeEventBus',
  mutating: false,
  access: busAccess('events:DescribeEventBus', 'Name'),
  handle(input, call) {
    const bus = openBus(text(input, 'Name'), call);
    return {
      Name: bus.name,
      Arn: bus.arn,
      Description: bus.description,
      Policy: policyOf(bus),
      CreationTime: new Date(bus.createdAt),
      LastModifiedTime: new Date(bus.changedAt),
    };
  },
};
