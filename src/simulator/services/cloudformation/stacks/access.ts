import type { Access, Call, Shape } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import { tagAccess } from '../tag-access.js';
import { findStack, stackArn } from './state.js';

/**
 * What a call on one stack must be allowed: the action on the stack's ARN (`stack/NAME/*` where it does not exist), its
 * tags, and iam:PassRole for the role it hands over.
 * Source: service authorization reference, AWS CloudFormation, resource type `stack`.
 */
export function stackAccess(action: string, input: Shape, call: Call): readonly Access[] {
  const name = text(input, 'StackName');
  const { accountId } = call.caller;
  const stack = name === undefined ? undefined : findStack(call.world, accountId, call.region, name);
  const resource =
    name === undefined
      ? '*'
      : (stack?.id ??
        (name.startsWith('arn:') ? name : stackArn(call.world, call.region, accountId, name, '*')));
  const roleArn = text(input, 'RoleARN');
  const own: Access = {
    action: `cloudformation:${action}`,
    resource,
    ...(roleArn === undefined ? {} : { context: { 'cloudformation:RoleArn': roleArn } }),
  };
  const tags = tagAccess(action, input, resource, stack?.tags ?? []);
  if (roleArn === undefined) return [own, ...tags];
  return [
    own,
    ...tags,
    {
      action: 'iam:PassRole',
      resource: roleArn,
      context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
    },
  ];
}
