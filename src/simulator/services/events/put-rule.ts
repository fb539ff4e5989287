import { parsePattern } from '../../event-pattern/pattern.js';
import { PatternSyntax } from '../../event-pattern/syntax.js';
import { ServiceError } from '../../kernel/contract.js';
import type { Access, Operation } from '../../kernel/contract.js';
import { requiredText, shapes, text } from '../../kernel/input.js';
import { busPlace, openBus, ruleAccess, ruleArn } from './bus-access.js';

/** Rules for each bus, in most Regions. Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const maximumRules = 300;
const states = ['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'];

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export const putRule: Operation = {
  service: 'events',
  name: 'PutRule',
  mutating: true,
  access(input, call): readonly Access[] {
    const roleArn = text(input, 'RoleArn');
    const own = ruleAccess('events:PutRule', 'Name')(input, call);
    return roleArn === undefined ? own : [...own, passRole(roleArn)];
  },
  handle(input, call) {
    const bus = openBus(text(input, 'EventBusName'), call);
    const name = requiredText(input, 'Name');
    if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(name)) {
      throw new ServiceError(
        'ValidationException',
        `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
      );
    }
    const eventPattern = text(input, 'EventPattern');
    const scheduleExpression = text(input, 'ScheduleExpression');
    if (eventPattern === undefined && scheduleExpression === undefined) {
      throw new ServiceError(
        'ValidationException',
        'Parameter(s) EventPattern or ScheduleExpression must be specified.',
      );
    }
    if (scheduleExpression !== undefined && bus.name !== 'default') {
      throw new ServiceError(
        'ValidationException',
        'ScheduleExpression is supported only on the default event bus.',
      );
    }
    if (eventPattern !== undefined) checkPattern(eventPattern);
    const state = text(input, 'State') ?? 'ENABLED';
    if (!states.includes(state)) {
      throw new ServiceError(
        'ValidationException',
        `1 validation error detected: Value '${state}' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [${states.join(', ')}]`,
      );
    }
    const existing = bus.rules[name];
    if (existing === undefined && Object.keys(bus.rules).length >= maximumRules) {
      throw new ServiceError(
        'LimitExceededException',
        'The requested resource exceeds the maximum number allowed.',
      );
    }
    const description = text(input, 'Description');
    const roleArn = text(input, 'RoleArn');
    const tags = (shapes(input, 'Tags') ?? []).map((tag) => [
      text(tag, 'Key') ?? '',
      text(tag, 'Value') ?? '',
    ]);
    const arn = ruleArn(call, busPlace(text(input, 'EventBusName'), call), name);
    bus.rules[name] = {
      name,
      arn,
      state,
      ...(description === undefined ? {} : { description }),
      ...(eventPattern === undefined ? {} : { eventPattern }),
      ...(scheduleExpression === undefined ? {} : { scheduleExpression }),
      ...(roleArn === undefined ? {} : { roleArn }),
      targets: existing?.targets ?? {},
      // Tags of an update are ignored, says the operation's page.
      tags: existing?.tags ?? (Object.fromEntries(tags) as Record<string, string>),
      history: existing?.history ?? { invocations: 0, failures: 0 },
    };
    return { RuleArn: arn };
  },
};

/** What a caller needs to hand a role to EventBridge. */
export function passRole(roleArn: string): Access {
  return {
    action: 'iam:PassRole',
    resource: roleArn,
    context: { 'iam:PassedToService': 'events.amazonaws.com' },
  };
}

/** @throws ServiceError InvalidEventPatternException, with the reason of AWS's own matcher */
function checkPattern(pattern: string): void {
  try {
    parsePattern(pattern);
  } catch (error) {
    if (!(error instanceof PatternSyntax)) throw error;
    throw new ServiceError(
      'InvalidEventPatternException',
      `Event pattern is not valid. Reason: ${error.message}`,
    );
  }
}
