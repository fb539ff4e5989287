import { ownOrganization } from './rules.js';
import type { Operation } from '../../kernel/contract.js';

export const describeOrganization: Operation = {
  service: 'organizations',
  name: 'DescribeOrganization',
  mutating: false,
  handle(_input, call) {
    const organization = ownOrganization(call);
    const management = organization.accounts[organization.managementAccountId];
    return {
      Organization: {
        Id: organization.id,
        Arn: `arn:${call.world.partition}:organizations::${organization.managementAccountId}:organization/${organization.id}`,
        FeatureSet: organization.featureSet,
        MasterAccountArn: management?.arn,
        MasterAccountId: organization.managementAccountId,
        MasterAccountEmail: management?.email,
        AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
      },
    };
  },
};
