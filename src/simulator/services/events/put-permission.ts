import { parsePolicy, PolicySyntax } from '../../iam-evaluator/document.js';
import { ServiceError } from '../../kernel/contract.js';
import type { Operation, Shape } from '../../kernel/contract.js';
import { isShape, requiredText, shape, text } from '../../kernel/input.js';
import { openBus } from './bus-access.js';
import { policyOf } from './state.js';
import type { EventBus } from './state.js';

/** Characters of a bus's policy. Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const maximumLength = 10_240;

/**
 * Adds or replaces one statement, or, with `Policy`, all of them.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html
 */
export const putPermission: Operation = {
  service: 'events',
  name: 'PutPermission',
  mutating: true,
  handle(input, call) {
    const bus = openBus(text(input, 'EventBusName'), call);
    const policy = text(input, 'Policy');
    const statements =
      policy === undefined ? { ...bus.policy, ...statementOf(input, bus) } : statementsOf(policy);
    const length = policyOf({ ...bus, policy: statements })?.length ?? 0;
    if (length > maximumLength) {
      throw new ServiceError('PolicyLengthExceededException', 'The event bus policy is too long.');
    }
    bus.policy = statements;
    bus.changedAt = call.world.clock.now();
    return {};
  },
};

function statementOf(input: Shape, bus: EventBus): Record<string, Shape> {
  const sid = requiredText(input, 'StatementId');
  const principal = requiredText(input, 'Principal');
  const condition = shape(input, 'Condition');
  if (principal !== '*' && !/^\d{12}$/.test(principal)) {
    throw new ServiceError('ValidationException', "Provided value in parameter 'principal' is not valid.");
  }
  const partition = bus.arn.split(':')[1] ?? 'aws';
  return {
    [sid]: {
      Sid: sid,
      Effect: 'Allow',
      Principal: principal === '*' ? '*' : { AWS: `arn:${partition}:iam::${principal}:root` },
      Action: text(input, 'Action') ?? 'events:PutEvents',
      Resource: bus.arn,
      ...(condition === undefined
        ? {}
        : {
            Condition: {
              [requiredText(condition, 'Type')]: {
                [requiredText(condition, 'Key')]: requiredText(condition, 'Value'),
              },
            },
          }),
    },
  };
}

function statementsOf(policy: string): Record<string, Shape> {
  try {
    parsePolicy(policy);
  } catch (error) {
    if (!(error instanceof PolicySyntax)) throw error;
    throw new ServiceError('ValidationException', `The event bus policy is not valid: ${error.message}`);
  }
  const parsed: unknown = JSON.parse(policy);
  const given = isShape(parsed) ? parsed['Statement'] : [];
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  return Object.fromEntries(
    list.filter(isShape).map((statement, index) => {
      const sid = text(statement, 'Sid');
      return [sid ?? `statement-${index + 1}`, statement];
    }),
  );
}
