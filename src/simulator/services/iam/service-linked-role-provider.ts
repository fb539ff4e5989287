import { serviceLinkedRoles } from '../../facts/service-linked-roles.js';
import { ifThere } from '../../kernel/if-there.js';
import { requiredText, shape, text } from '../../kernel/input.js';
import type { ResourceProvider } from '../../kernel/contract.js';

const deletionTimeout = 10 * 60_000;

/**
 * AWS::IAM::ServiceLinkedRole: fails where the role exists already, with IAM's own InvalidInput
 * (https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/221).
 */
export const serviceLinkedRoleProvider: ResourceProvider = {
  type: 'AWS::IAM::ServiceLinkedRole',
  replacedBy: ['AWSServiceName', 'CustomSuffix'],
  async create(properties, context) {
    const service = requiredText(properties, 'AWSServiceName');
    await context.call('iam', 'CreateServiceLinkedRole', {
      AWSServiceName: service,
      Description: text(properties, 'Description'),
    });
    return {
      physicalId: serviceLinkedRoles[service]?.roleName ?? '',
      attributes: { RoleName: serviceLinkedRoles[service]?.roleName },
    };
  },
  async update(physicalId, properties, before, context) {
    const description = text(properties, 'Description');
    if (description !== text(before, 'Description'))
      await context.call('iam', 'UpdateRole', { RoleName: physicalId, Description: description ?? '' });
    return { physicalId, attributes: { RoleName: physicalId } };
  },
  async delete(physicalId, _properties, context) {
    const answer = await ifThere(['NoSuchEntity'], () =>
      context.call('iam', 'DeleteServiceLinkedRole', { RoleName: physicalId }),
    );
    // What is gone already counts as deleted.
    if (!answer) return;
    const { DeletionTaskId } = answer;
    await context.until(async () => {
      const { Status } = await context.call('iam', 'GetServiceLinkedRoleDeletionStatus', { DeletionTaskId });
      return Status === 'SUCCEEDED';
    }, deletionTimeout);
  },
  async read(physicalId, { AWSServiceName }, context) {
    const answer = await ifThere(['NoSuchEntity'], () =>
      context.call('iam', 'GetRole', { RoleName: physicalId }),
    );
    return answer && { AWSServiceName, Description: shape(answer, 'Role')?.['Description'] };
  },
};
