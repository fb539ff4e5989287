import type { Operation } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { snsSlot } from './state.js';

/** Pages of 100. https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export const listTopics: Operation = {
  service: 'sns',
  name: 'ListTopics',
  mutating: false,
  handle(input, call) {
    const { topics } = call.world.state(snsSlot, call.caller.accountId, call.region);
    const arns = Object.values(topics)
      .map((topic) => topic.arn)
      .sort();
    const { items, nextToken } = page(call.world, arns, {
      token: text(input, 'NextToken'),
      limit: undefined,
      defaultSize: 100,
      tokenError: 'InvalidParameter',
    });
    return { Topics: items.map((TopicArn) => ({ TopicArn })), NextToken: nextToken };
  },
};
