import type { Operation } from '../../kernel/contract.js';
import { texts } from '../../kernel/input.js';
import { openRule, ruleAccess } from './bus-access.js';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html */
export const removeTargets: Operation = {
  service: 'events',
  name: 'RemoveTargets',
  mutating: true,
  access: ruleAccess('events:RemoveTargets', 'Rule'),
  handle(input, call) {
    const rule = openRule(input, call, 'Rule');
    const ids = texts(input, 'Ids') ?? [];
    rule.targets = Object.fromEntries(Object.entries(rule.targets).filter(([id]) => !ids.includes(id)));
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
};
