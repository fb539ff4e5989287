import { accessTo } from './access.js';
import { targetNotFound } from './errors.js';
import { isServiceControl } from './policy-type.js';
import { cut, id, readableOrganization, targetForm } from './rules.js';
import { policySummary } from './shapes.js';
import { exists } from './tree.js';
import type { Operation } from '../../kernel/contract.js';

export const listPoliciesForTarget: Operation = {
  service: 'organizations',
  name: 'ListPoliciesForTarget',
  mutating: false,
  access: accessTo('ListPoliciesForTarget', 'TargetId'),
  handle(input, call) {
    const organization = readableOrganization(call);
    const targetId = id(input, 'TargetId', targetForm);
    const wanted = isServiceControl(input);
    if (!exists(organization, targetId) && !organization.accounts[targetId]) throw targetNotFound();
    const attached = wanted ? (organization.attachments[targetId] ?? []) : [];
    const { items, nextToken } = cut(
      call,
      input,
      attached.map((policyId) => organization.policies[policyId]).filter((policy) => policy !== undefined),
    );
    return { Policies: items.map(policySummary), NextToken: nextToken };
  },
};
