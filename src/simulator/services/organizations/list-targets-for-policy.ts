import { accessTo } from './access.js';
import { policyNotFound } from './errors.js';
import { cut, id, readableOrganization } from './rules.js';
import type { OrganizationState } from './state.js';
import type { Operation } from '../../kernel/contract.js';

function targetShape(
  organization: OrganizationState,
  target: string,
  partition: string,
): Record<string, string> {
  const account = organization.accounts[target];
  if (account) return { TargetId: target, Arn: account.arn, Name: account.name, Type: 'ACCOUNT' };
  const unit = organization.organizationalUnits[target];
  if (unit) return { TargetId: target, Arn: unit.arn, Name: unit.name, Type: 'ORGANIZATIONAL_UNIT' };
  return {
    TargetId: target,
    Arn: `arn:${partition}:organizations::${organization.managementAccountId}:root/${organization.id}/${target}`,
    Name: 'Root',
    Type: 'ROOT',
  };
}

export const listTargetsForPolicy: Operation = {
  service: 'organizations',
  name: 'ListTargetsForPolicy',
  mutating: false,
  access: accessTo('ListTargetsForPolicy', 'PolicyId'),
  handle(input, call) {
    const organization = readableOrganization(call);
    const policyId = id(input, 'PolicyId', /^p-[0-9a-zA-Z_]{8,128}$/);
    if (!organization.policies[policyId]) throw policyNotFound();
    const targets = Object.keys(organization.attachments)
      .filter((target) => organization.attachments[target]?.includes(policyId))
      .sort();
    const { items, nextToken } = cut(call, input, targets);
    return {
      Targets: items.map((target) => targetShape(organization, target, call.world.partition)),
      NextToken: nextToken,
    };
  },
};
