import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import {
  finished,
  makeSet,
  ONE,
  ORGANIZATION,
  organizationWorld,
  QUICK,
  results,
  states,
  TEMPLATE,
} from './support/stack-sets.js';
import { thingsIn } from './support/things.js';
import { MANAGEMENT, testWorld } from './support/world.js';
import type { TestWorld } from './support/world.js';

const ADMINISTRATION = `arn:aws:iam::${MANAGEMENT}:role/administration`;

/** A world with these roles in the management account, and callers that may or may not pass one. */
function world(...roles: readonly object[]): TestWorld {
  const user = (name: string, ...Action: readonly string[]): object => ({
    accountId: MANAGEMENT,
    type: 'user',
    name,
    policies: [{ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }],
  });
  const principals = {
    plain: user('plain', 'cloudformation:*'),
    passer: user('passer', 'cloudformation:*', 'iam:PassRole'),
  };
  return organizationWorld(`principals: ${JSON.stringify(principals)}\n`, { managementRoles: roles });
}

function administration(condition: object = {}): object {
  const Principal = { Service: 'cloudformation.amazonaws.com' };
  return {
    name: 'administration',
    trust: { Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition: condition }] },
    policies: [
      {
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/execution' }],
      },
    ],
  };
}

function execution(action: string, trusted = ADMINISTRATION): object {
  return {
    name: 'execution',
    trust: { Statement: [{ Effect: 'Allow', Principal: { AWS: trusted }, Action: 'sts:AssumeRole' }] },
    policies: [{ Statement: [{ Effect: 'Allow', Action: ['cloudformation:*', action], Resource: '*' }] }],
  };
}

describe('a self-managed StackSet', () => {
  let at: TestWorld;
  afterEach(() => {
    at.stop();
    expect(at.defects()).to.deep.equal([]);
  });

  const roles: Shape = { AdministrationRoleARN: ADMINISTRATION, ExecutionRoleName: 'execution' };
  const create = async (more: Shape = {}): Promise<Shape> => {
    await at.cfn('CreateStackSet', { StackSetName: 'set', TemplateBody: TEMPLATE, ...roles, ...more });
    return finished(at, 'CreateStackInstances', {
      Accounts: [MANAGEMENT],
      Regions: ['eu-central-1'],
      OperationPreferences: QUICK,
    });
  };
  const reason = async (operation: Shape): Promise<unknown> =>
    (await results(at, String(operation['OperationId'])))[0]?.['StatusReason'];

  it('reaches the management account through its two roles', async () => {
    at = world(administration(), execution('sns:*'));
    expect(await create()).to.include({
      Status: 'SUCCEEDED',
      AdministrationRoleARN: ADMINISTRATION,
      ExecutionRoleName: 'execution',
    });
    expect(thingsIn(at.world, MANAGEMENT, 'eu-central-1')).to.have.property('topic');
    const made = at.log.find(({ operation }) => operation === 'PutThing');
    expect(made?.callerArn).to.equal(`arn:aws:sts::${MANAGEMENT}:assumed-role/execution/StackSets`);
  });

  it('tells which role does not trust which', async () => {
    at = world(administration(), execution('sns:*', `arn:aws:iam::${MANAGEMENT}:role/another`));
    const operation = await create();
    const words = `Account ${MANAGEMENT} should have 'execution' role with trust relationship to Role 'administration'.`;
    expect(await reason(operation)).to.equal(words);
    expect((await results(at, String(operation['OperationId'])))[0]?.['AccountGateResult']).to.deep.equal({
      Status: 'FAILED',
      StatusReason: words,
    });
  });

  it('needs an administration role that trusts CloudFormation, for this very StackSet where the trust says so', async () => {
    const ours = `arn:aws:cloudformation:*:${MANAGEMENT}:stackset/ours-*`;
    at = world(administration({ StringLike: { 'aws:SourceArn': ours } }), execution('sns:*'));
    expect(await reason(await create())).to.equal(
      `Account ${MANAGEMENT} should have 'administration' role with trust relationship to CloudFormation service.`,
    );
    await at.cfn('CreateStackSet', { StackSetName: 'ours-1', TemplateBody: TEMPLATE, ...roles });
    const operation = await finished(at, 'CreateStackInstances', {
      StackSetName: 'ours-1',
      Accounts: [MANAGEMENT],
      Regions: ['eu-central-1'],
    });
    expect(operation['Status']).to.equal('SUCCEEDED');
  });

  it('can do what the policies of the execution role allow, and no more', async () => {
    at = world(administration(), execution('sqs:*'));
    expect(await reason(await create())).to.match(
      /^ResourceLogicalId:Topic, ResourceType:AWS::SNS::Topic, ResourceStatusReason:User: arn:aws:sts::100000000000:assumed-role\/execution\/StackSets is not authorized to perform: sns:PutThing/,
    );
  });

  it('is made only by who may pass the administration role', async () => {
    at = world(administration(), execution('sns:*'));
    const input = { StackSetName: 'set', TemplateBody: TEMPLATE, ...roles };
    const refused = await at.refusal('CreateStackSet', input, { caller: at.user(MANAGEMENT, 'plain') });
    expect(refused.code).to.equal('AccessDenied');
    expect(refused.message).to.include('iam:PassRole');
    await at.cfn('CreateStackSet', input, { caller: at.user(MANAGEMENT, 'passer') });
  });

  it('goes back to the default roles when an update does not name its own again', async () => {
    at = world(administration(), execution('sns:*'));
    await create();
    const operation = await finished(at, 'UpdateStackSet', {
      UsePreviousTemplate: true,
      Parameters: [{ ParameterKey: 'Value', ParameterValue: 'second' }],
    });
    expect(await reason(operation)).to.equal(
      `Account ${MANAGEMENT} should have 'AWSCloudFormationStackSetAdministrationRole' role with trust relationship to CloudFormation service.`,
    );
    expect(await states(at)).to.deep.equal(['0/eu-central-1 OUTDATED FAILED']);
  });

  it('takes no OUs and no AutoDeployment', async () => {
    at = world(administration(), execution('sns:*'));
    await create();
    const DeploymentTargets = { OrganizationalUnitIds: [at.rootId] };
    expect(
      (
        await at.refusal('CreateStackInstances', {
          StackSetName: 'set',
          DeploymentTargets,
          Regions: ['eu-central-1'],
        })
      ).code,
    ).to.equal('ValidationError');
    expect(
      (
        await at.refusal('CreateStackSet', {
          StackSetName: 'other',
          TemplateBody: TEMPLATE,
          AutoDeployment: { Enabled: false },
        })
      ).code,
    ).to.equal('ValidationError');
  });
});

describe('creating a StackSet', () => {
  let at: TestWorld;
  afterEach(() => {
    at.stop();
  });

  it('is refused for a service-managed one until organizations access is activated, by Organizations alone in vain', async () => {
    at = testWorld(ORGANIZATION.replace(/trustedAccess.*/, ''));
    const input = {
      StackSetName: 'set',
      TemplateBody: TEMPLATE,
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: { Enabled: false },
    };
    const refusal = {
      code: 'ValidationError',
      message: 'You must enable organizations access to operate a service managed stack set',
    };
    expect(await at.refusal('CreateStackSet', input)).to.deep.equal(refusal);
    await at.call('organizations', 'EnableAWSServiceAccess', {
      ServicePrincipal: 'member.org.stacksets.cloudformation.amazonaws.com',
    });
    expect(await at.cfn('DescribeOrganizationsAccess', {})).to.deep.equal({ Status: 'DISABLED' });
    expect(await at.refusal('CreateStackSet', input)).to.deep.equal(refusal);
    await at.cfn('ActivateOrganizationsAccess', {});
    await at.cfn('ActivateOrganizationsAccess', {});
    expect(await at.cfn('DescribeOrganizationsAccess', {})).to.deep.equal({ Status: 'ENABLED' });
    await at.cfn('CreateStackSet', input);
  });

  it('needs AutoDeployment when it is service-managed, and the management account', async () => {
    at = testWorld(ORGANIZATION);
    const input = { StackSetName: 'set', TemplateBody: TEMPLATE, PermissionModel: 'SERVICE_MANAGED' };
    expect((await at.refusal('CreateStackSet', input)).message).to.match(/AutoDeployment/);
    const caller = at.role(ONE, 'OrganizationAccountAccessRole');
    expect(
      (await at.refusal('CreateStackSet', { ...input, AutoDeployment: { Enabled: false } }, { caller }))
        .message,
    ).to.equal(
      'You must be the management account or delegated admin account of an organization before operating a SERVICE_MANAGED stack set',
    );
  });

  it('answers the same for the same token, and refuses another StackSet of that name', async () => {
    at = testWorld(ORGANIZATION);
    const id = await makeSet(at, 'set', { ClientRequestToken: 'token' });
    expect(await makeSet(at, 'set', { ClientRequestToken: 'token' })).to.equal(id);
    const input = { StackSetName: 'set', TemplateBody: TEMPLATE };
    expect((await at.refusal('CreateStackSet', input)).code).to.equal('NameAlreadyExistsException');
    await at.cfn('CreateStackSet', input, { region: 'us-east-1' });
  });

  it('asks for the capabilities that the template needs', async () => {
    at = testWorld(ORGANIZATION);
    const TemplateBody = 'Resources: { Role: { Type: AWS::IAM::Role, Properties: { RoleName: x } } }';
    expect(
      await at.refusal('CreateStackSet', {
        StackSetName: 'set',
        TemplateBody,
        Capabilities: ['CAPABILITY_IAM'],
      }),
    ).to.deep.equal({
      code: 'InsufficientCapabilitiesException',
      message: 'Requires capabilities : [CAPABILITY_NAMED_IAM]',
    });
    await at.cfn('CreateStackSet', {
      StackSetName: 'set',
      TemplateBody,
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    });
  });

  it('is described with every parameter, and listed', async () => {
    at = testWorld(`${ORGANIZATION}pageSize: 1\n`);
    await makeSet(at, 'set', {
      Description: 'ours',
      Tags: [{ Key: 'a', Value: 'b' }],
      ManagedExecution: { Active: 'true' },
    });
    await makeSet(at, 'other');
    const { StackSet } = (await at.cfn('DescribeStackSet', { StackSetName: 'set' })) as { StackSet: Shape };
    expect(StackSet).to.deep.include({
      StackSetName: 'set',
      Description: 'ours',
      Status: 'ACTIVE',
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: { Enabled: false },
      ManagedExecution: { Active: true },
      Parameters: [{ ParameterKey: 'Value', ParameterValue: 'first' }],
      Tags: [{ Key: 'a', Value: 'b' }],
      TemplateBody: TEMPLATE,
      OrganizationalUnitIds: [],
    });
    expect(StackSet['StackSetARN']).to.equal(
      `arn:aws:cloudformation:eu-central-1:${MANAGEMENT}:stackset/${String(StackSet['StackSetId'])}`,
    );
    const first = await at.cfn('ListStackSets', { Status: 'ACTIVE' });
    const second = await at.cfn('ListStackSets', { Status: 'ACTIVE', NextToken: first['NextToken'] });
    expect(
      [first, second].flatMap(({ Summaries }) =>
        (Summaries as Shape[]).map(({ StackSetName }) => StackSetName),
      ),
    ).to.deep.equal(['set', 'other']);
    expect(second['NextToken']).to.equal(undefined);
  });
});
