import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { organizationWorld } from './support/stack-sets.js';
import { MANAGEMENT } from './support/world.js';
import type { TestWorld } from './support/world.js';

describe('a StackSet of the world file', () => {
  let at: TestWorld;
  afterEach(() => {
    at.stop();
    expect(at.defects()).to.deep.equal([]);
  });

  it('is there before the first call, self-managed and without instances, with what the file says', async () => {
    const administrationRoleArn = `arn:aws:iam::${MANAGEMENT}:role/administration`;
    const template = { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } };
    const theirs = {
      ...{ name: 'theirs', region: 'eu-central-1', tags: { team: 'platform' } },
      ...{ administrationRoleArn, executionRoleName: 'execution', template },
    };
    at = organizationWorld(`stackSets: ${JSON.stringify([theirs])}\n`);
    const { StackSet } = await at.cfn('DescribeStackSet', { StackSetName: 'theirs' });
    expect(StackSet).to.deep.include({
      StackSetName: 'theirs',
      Status: 'ACTIVE',
      PermissionModel: 'SELF_MANAGED',
      TemplateBody: JSON.stringify(template),
      Tags: [{ Key: 'team', Value: 'platform' }],
      AdministrationRoleARN: administrationRoleArn,
      ExecutionRoleName: 'execution',
    });
    const instances: Shape = await at.cfn('ListStackInstances', { StackSetName: 'theirs' });
    expect(instances['Summaries']).to.deep.equal([]);
  });
});
