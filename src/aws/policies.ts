import {
  DescribePolicyCommand,
  type OrganizationsClient,
  paginateListPolicies,
  paginateListTargetsForPolicy,
} from '@aws-sdk/client-organizations';
import { required } from './errors.js';

/** AWS's most. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListPolicies.html */
const pageSize = 20;

export interface PolicyName {
  readonly id: string;
  readonly name: string;
}

/** Service control policies, as far as they are read. */
export interface PoliciesPort {
  list(): Promise<readonly PolicyName[]>;
  /** The policy's JSON. */
  content(id: string): Promise<string>;
  /** Ids of the root, units and accounts that it is attached to. */
  targets(id: string): Promise<readonly string[]>;
}

export function policiesPort(client: OrganizationsClient): PoliciesPort {
  const paging = { client, pageSize };
  return {
    async list() {
      const found: PolicyName[] = [];
      for await (const page of paginateListPolicies(paging, { Filter: 'SERVICE_CONTROL_POLICY' }))
        for (const policy of page.Policies ?? [])
          found.push({ id: required(policy.Id, 'Policy.Id'), name: policy.Name ?? '' });
      return found;
    },
    async content(PolicyId) {
      const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId }));
      return required(Policy?.Content, 'Policy.Content');
    },
    async targets(PolicyId) {
      const found: string[] = [];
      for await (const page of paginateListTargetsForPolicy(paging, { PolicyId }))
        found.push(...(page.Targets ?? []).map((target) => required(target.TargetId, 'Target.TargetId')));
      return found;
    },
  };
}
