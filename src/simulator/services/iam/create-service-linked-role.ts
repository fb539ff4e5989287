import { serviceLinkedRoles } from '../../facts/service-linked-roles.js';
import { ServiceError } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { serviceLinkedRole } from './roles.js';
import { roleShape } from './shapes.js';
import { iamOf } from './state.js';
import type { Operation } from '../../kernel/contract.js';

export const createServiceLinkedRole: Operation = {
  service: 'iam',
  name: 'CreateServiceLinkedRole',
  mutating: true,
  access: (input, call) => {
    const service = text(input, 'AWSServiceName') ?? '';
    const name = serviceLinkedRoles[service]?.roleName ?? '*';
    return [
      {
        action: 'iam:CreateServiceLinkedRole',
        resource: `arn:${call.world.partition}:iam::${call.caller.accountId}:role/aws-service-role/${service}/${name}`,
        context: { 'iam:AWSServiceName': service },
      },
    ];
  },
  handle(input, call) {
    const service = requiredText(input, 'AWSServiceName', 'ValidationError');
    const facts = serviceLinkedRoles[service];
    if (!facts)
      throw new ServiceError(
        'InvalidInput',
        `Service principal ${service} is not valid for creating service-linked roles.`,
      );
    if (text(input, 'CustomSuffix') !== undefined)
      throw new ServiceError('InvalidInput', `Custom suffix is not allowed for ${service}`);
    const { accountId } = call.caller;
    if (iamOf(call.world, accountId).roles[facts.roleName]) {
      throw new ServiceError(
        'InvalidInput',
        `Service role name ${facts.roleName} has been taken in this account, please try a different suffix.`,
      );
    }
    const role = serviceLinkedRole(call.world, accountId, service, facts);
    const description = text(input, 'Description');
    if (description !== undefined) role.description = description;
    return { Role: { ...roleShape(role), RoleLastUsed: undefined } };
  },
};
