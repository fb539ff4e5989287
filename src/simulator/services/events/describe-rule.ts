import type { Operation, Shape } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { openBus, openRule, ruleAccess } from './bus-access.js';
import type { EventBus, EventRule } from './state.js';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
export const describeRule: Operation = {
  service: 'events',
  name: 'DescribeRule',
  mutating: false,
  access: ruleAccess('events:DescribeRule', 'Name'),
  handle(input, call) {
    const bus = openBus(text(input, 'EventBusName'), call);
    const rule = openRule(input, call);
    return { ...ruleView(rule, bus), CreatedBy: rule.arn.split(':')[4] };
  },
};

/** A rule as the API lists it. */
export function ruleView(rule: EventRule, bus: EventBus): Shape {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.eventPattern,
    ScheduleExpression: rule.scheduleExpression,
    State: rule.state,
    Description: rule.description,
    RoleArn: rule.roleArn,
    EventBusName: bus.name,
  };
}
