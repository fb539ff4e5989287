import type { Operation } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { setAttribute } from './attributes.js';
import { openTopic, topicAccess } from './topic-access.js';

/** https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
export const setTopicAttributes: Operation = {
  service: 'sns',
  name: 'SetTopicAttributes',
  mutating: true,
  access: topicAccess('sns:SetTopicAttributes'),
  handle(input, call) {
    const name = requiredText(input, 'AttributeName', 'InvalidParameter');
    setAttribute(openTopic(input, call), name, text(input, 'AttributeValue') ?? '');
    return {};
  },
};
