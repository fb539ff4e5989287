import { accessTo } from './access.js';
import { policyNotFound } from './errors.js';
import { id, readableOrganization } from './rules.js';
import { policySummary } from './shapes.js';
import type { Operation } from '../../kernel/contract.js';

export const describePolicy: Operation = {
  service: 'organizations',
  name: 'DescribePolicy',
  mutating: false,
  access: accessTo('DescribePolicy', 'PolicyId'),
  handle(input, call) {
    const organization = readableOrganization(call);
    const policy = organization.policies[id(input, 'PolicyId', /^p-[0-9a-zA-Z_]{8,128}$/)];
    if (!policy) throw policyNotFound();
    return { Policy: { PolicySummary: policySummary(policy), Content: policy.content } };
  },
};
