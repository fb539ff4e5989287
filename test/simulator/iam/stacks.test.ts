import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CreateServiceLinkedRoleCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'chai';
import type { Simulator } from '../../../src/simulator/start.js';
import { clients, errorOf, simulate } from '../kernel/support/simulator.js';

const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
const trust = (service: string): object => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});
const inline = (name: string, action: string): object => ({
  PolicyName: name,
  PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] },
});
const template = (Properties: object, Type = 'AWS::IAM::Role'): string =>
  JSON.stringify({
    Resources: { R: { Type, Properties } },
    Outputs: Type === 'AWS::IAM::Role' ? { Arn: { Value: { 'Fn::GetAtt': ['R', 'Arn'] } } } : undefined,
  });

describe('simulator: IAM roles in stacks', () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await simulate();
  });
  afterEach(() => simulator.stop());

  async function ended(StackName: string): Promise<string> {
    const { cloudformation } = clients(simulator);
    for (let poll = 0; poll < 100; poll += 1) {
      const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
      const status = Stacks?.[0]?.StackStatus ?? '';
      if (!status.endsWith('IN_PROGRESS')) return status;
      await simulator.clock.sleep(1000);
    }
    throw new Error('the stack did not end');
  }

  it('are made, changed in place and deleted with their policies', async () => {
    const { cloudformation, iam } = clients(simulator);
    const first = {
      RoleName: 'ours',
      AssumeRolePolicyDocument: trust('config.amazonaws.com'),
      Policies: [inline('a', 'config:Get*'), inline('b', 's3:Get*')],
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWS_ConfigRole'],
      Tags: [{ Key: 'k', Value: '1' }],
    };
    await cloudformation.send(
      new CreateStackCommand({ StackName: 's', TemplateBody: template(first), Capabilities }),
    );
    expect(await ended('s')).to.equal('CREATE_COMPLETE');
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: 's' }));
    expect(Stacks?.[0]?.Outputs?.[0]?.OutputValue).to.match(/:role\/ours$/);

    const second = {
      ...first,
      AssumeRolePolicyDocument: trust('events.amazonaws.com'),
      Policies: [inline('a', 'config:List*')],
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/SecurityAudit'],
      Tags: [{ Key: 'k', Value: '2' }],
    };
    await cloudformation.send(
      new UpdateStackCommand({ StackName: 's', TemplateBody: template(second), Capabilities }),
    );
    expect(await ended('s')).to.equal('UPDATE_COMPLETE');
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'ours' }));
    expect(decodeURIComponent(Role!.AssumeRolePolicyDocument!)).to.include('events.amazonaws.com');
    expect(Role?.Tags?.find(({ Key }) => Key === 'k')?.Value).to.equal('2');
    expect(
      decodeURIComponent(
        (await iam.send(new GetRolePolicyCommand({ RoleName: 'ours', PolicyName: 'a' }))).PolicyDocument!,
      ),
    ).to.include('config:List*');
    expect(
      (await errorOf(iam.send(new GetRolePolicyCommand({ RoleName: 'ours', PolicyName: 'b' })))).name,
    ).to.equal('NoSuchEntityException');
    expect(
      (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'ours' }))).AttachedPolicies?.map(
        ({ PolicyName }) => PolicyName,
      ),
    ).to.deep.equal(['SecurityAudit']);

    await cloudformation.send(new DeleteStackCommand({ StackName: 's' }));
    await simulator.clock.sleep(120_000);
    expect((await errorOf(iam.send(new GetRoleCommand({ RoleName: 'ours' })))).name).to.equal(
      'NoSuchEntityException',
    );
  });

  it("fail as service-linked roles where the role exists already, with IAM's reason", async () => {
    const { cloudformation, iam } = clients(simulator);
    await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'config.amazonaws.com' }));
    await cloudformation.send(
      new CreateStackCommand({
        StackName: 's',
        TemplateBody: template({ AWSServiceName: 'config.amazonaws.com' }, 'AWS::IAM::ServiceLinkedRole'),
      }),
    );
    expect(await ended('s')).to.equal('ROLLBACK_COMPLETE');
    const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName: 's' }));
    const reasons = StackEvents?.map(({ ResourceStatusReason }) => ResourceStatusReason ?? '').join('\n');
    expect(reasons).to.include('Service role name AWSServiceRoleForConfig has been taken in this account');
    await iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForConfig' }));
  });

  it("are made by the caller's own permissions, through CloudFormation", async () => {
    const narrow = await simulate(`
principals:
  builder:
    accountId: '111111111111'
    type: role
    name: builder
    policies:
      - Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Action: 'cloudformation:*', Resource: '*' }
          - { Effect: Allow, Action: 'iam:*', Resource: '*', Condition: { 'ForAnyValue:StringEquals': { 'aws:CalledVia': cloudformation.amazonaws.com } } }
`);
    const { cloudformation, iam } = clients(narrow, narrow.credentials['builder']);
    const role = { RoleName: 'ours', AssumeRolePolicyDocument: trust('config.amazonaws.com') };
    expect((await errorOf(iam.send(new GetRoleCommand({ RoleName: 'ours' })))).name).to.equal('AccessDenied');
    await cloudformation.send(
      new CreateStackCommand({ StackName: 's', TemplateBody: template(role), Capabilities }),
    );
    await narrow.clock.sleep(120_000);
    await clients(narrow).iam.send(new GetRoleCommand({ RoleName: 'ours' }));
    await narrow.stop();
  });
});
