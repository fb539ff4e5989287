import { ServiceError } from '../../kernel/contract.js';
import type { Access, Call, Operation, Shape } from '../../kernel/contract.js';
import { requiredText, shapes, text } from '../../kernel/input.js';
import { busPlace, openRule, ruleAccess } from './bus-access.js';
import { passRole } from './put-rule.js';

/** Targets for each rule. Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const maximumTargets = 5;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */
export const putTargets: Operation = {
  service: 'events',
  name: 'PutTargets',
  mutating: true,
  access(input, call): readonly Access[] {
    const roles = new Set(
      (shapes(input, 'Targets') ?? []).flatMap((target) => text(target, 'RoleArn') ?? []),
    );
    return [...ruleAccess('events:PutTargets', 'Rule')(input, call), ...[...roles].map(passRole)];
  },
  handle(input, call) {
    const rule = openRule(input, call, 'Rule');
    const given = shapes(input, 'Targets') ?? [];
    for (const target of given) checkTarget(target, call);
    const targets = {
      ...rule.targets,
      ...Object.fromEntries(given.map((target) => [text(target, 'Id') ?? '', target])),
    };
    if (Object.keys(targets).length > maximumTargets) {
      throw new ServiceError(
        'LimitExceededException',
        'The requested resource exceeds the maximum number allowed.',
      );
    }
    rule.targets = targets;
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
};

/**
 * Events go from any Region to any other, "except AWS GovCloud (US) and China" in October 2021, in GovCloud since June 2022.
 * https://aws.amazon.com/blogs/compute/expanding-cross-region-event-routing-with-amazon-eventbridge/
 * https://aws.amazon.com/about-aws/whats-new/2022/06/amazon-eventbridge-cross-region-routing-aws-govcloud-regions/
 */
const crossRegionPartitions: readonly string[] = ['aws', 'aws-us-gov'];

/**
 * A bus of another account or Region can only be reached with a role. The text is assumed.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
 */
function checkTarget(target: Shape, call: Call): void {
  requiredText(target, 'Id');
  const arn = requiredText(target, 'Arn');
  if (!/^arn:[^:]+:[^:]+:/.test(arn)) {
    throw new ServiceError(
      'ValidationException',
      `Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`,
    );
  }
  if (!/^arn:[^:]+:events:[^:]+:\d{12}:event-bus\//.test(arn)) return;
  const { accountId, region } = busPlace(arn, call);
  if (region !== call.region && !crossRegionPartitions.includes(call.world.partition)) {
    // As it was where events could not cross yet; that it is the same in China is assumed.
    // https://github.com/hashicorp/terraform-provider-aws/issues/31444
    throw new ServiceError('ValidationException', 'Cross-region api call is not allowed.');
  }
  const elsewhere = accountId !== call.caller.accountId || region !== call.region;
  // "Input, InputPath, and InputTransformer are not available […] if the target is an event bus of a different account":
  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html; the error's words are assumed.
  const shaped = ['Input', 'InputPath', 'InputTransformer'].find((member) => target[member] !== undefined);
  if (accountId !== call.caller.accountId && shaped !== undefined) {
    throw new ServiceError('ValidationException', `${shaped} is not supported for target ${arn}.`);
  }
  if (elsewhere && text(target, 'RoleArn') === undefined) {
    throw new ServiceError('ValidationException', `RoleArn is required for target ${arn}.`);
  }
}
