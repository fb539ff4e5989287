import type { Operation } from '../../kernel/contract.js';
import { integer, text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { openRule, ruleAccess } from './bus-access.js';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
export const listTargetsByRule: Operation = {
  service: 'events',
  name: 'ListTargetsByRule',
  mutating: false,
  access: ruleAccess('events:ListTargetsByRule', 'Rule'),
  handle(input, call) {
    const { items, nextToken } = page(call.world, Object.values(openRule(input, call, 'Rule').targets), {
      token: text(input, 'NextToken'),
      limit: integer(input, 'Limit'),
      defaultSize: 100,
      tokenError: 'ValidationException',
    });
    return { Targets: items, NextToken: nextToken };
  },
};
