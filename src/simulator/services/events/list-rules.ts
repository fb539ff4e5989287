import type { Operation } from '../../kernel/contract.js';
import { integer, text } from '../../kernel/input.js';
import { page } from '../../kernel/pages.js';
import { openBus } from './bus-access.js';
import { ruleView } from './describe-rule.js';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export const listRules: Operation = {
  service: 'events',
  name: 'ListRules',
  mutating: false,
  handle(input, call) {
    const bus = openBus(text(input, 'EventBusName'), call);
    const prefix = text(input, 'NamePrefix') ?? '';
    const all = Object.values(bus.rules)
      .filter((rule) => rule.name.startsWith(prefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, nextToken } = page(call.world, all, {
      token: text(input, 'NextToken'),
      limit: integer(input, 'Limit'),
      defaultSize: 100,
      tokenError: 'ValidationException',
    });
    return { Rules: items.map((rule) => ruleView(rule, bus)), NextToken: nextToken };
  },
};
