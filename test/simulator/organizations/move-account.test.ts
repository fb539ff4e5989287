import {
  ActivateOrganizationsAccessCommand,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  ListStackInstancesCommand,
} from '@aws-sdk/client-cloudformation';
import { MoveAccountCommand } from '@aws-sdk/client-organizations';
import { expect } from 'chai';
import { organizationOf } from '../../../src/simulator/services/organizations/state.js';
import { audit, clients, shop, simulate } from '../kernel/support/simulator.js';

const StackSetName = 'followers';
const TemplateBody = JSON.stringify({
  Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } } },
});

describe('simulator: an account that moves', () => {
  it('is followed by the StackSets with auto-deployment', async () => {
    const simulator = await simulate();
    const { cloudformation, organizations } = clients(simulator);
    const tree = organizationOf(simulator.world);
    const workloads = tree.accounts[shop]!.parentId;
    const security = tree.accounts[audit]!.parentId;
    await cloudformation.send(new ActivateOrganizationsAccessCommand({}));
    await cloudformation.send(
      new CreateStackSetCommand({
        StackSetName,
        TemplateBody,
        PermissionModel: 'SERVICE_MANAGED',
        AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      }),
    );
    await cloudformation.send(
      new CreateStackInstancesCommand({
        StackSetName,
        Regions: ['us-east-1'],
        DeploymentTargets: { OrganizationalUnitIds: [workloads] },
      }),
    );
    const covered = async (): Promise<unknown> => {
      await simulator.clock.sleep(600_000);
      const { Summaries } = await cloudformation.send(new ListStackInstancesCommand({ StackSetName }));
      return Summaries?.map(({ Account }) => Account).sort();
    };
    expect(await covered()).to.deep.equal([shop]);
    await organizations.send(
      new MoveAccountCommand({ AccountId: audit, SourceParentId: security, DestinationParentId: workloads }),
    );
    expect(await covered()).to.deep.equal([audit, shop]);
    await organizations.send(
      new MoveAccountCommand({ AccountId: shop, SourceParentId: workloads, DestinationParentId: security }),
    );
    expect(await covered()).to.deep.equal([audit]);
    await simulator.stop();
  });
});
