import { expect } from 'chai';
import type { DesiredStackSet, Template } from '../../src/model/desired.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import { stackSetOf } from '../support/desired.js';
import { assumedRole, callerIdentity, connected, fakeAws, type FakeAnswer, queryError } from './fake-aws.js';

const template: Template = { name: 'rules', body: 'Resources: {}', digest: 'd' };
const preferences = { maxConcurrentPercentage: 100, failureTolerancePercentage: 90 };
const done: Readonly<Record<string, FakeAnswer>> = Object.fromEntries(
  [
    'CreateStackSet',
    'UpdateStackSet',
    'CreateStackInstances',
    'UpdateStackInstances',
    'ActivateOrganizationsAccess',
  ].map((name) => [name, { body: `<${name}Response><${name}Result/></${name}Response>` }]),
);

async function organization(organization: Partial<OrgConfig['organization']> = {}, answers = done) {
  const server = await fakeAws(({ operation, query }) => {
    if (operation === 'GetCallerIdentity') return callerIdentity;
    if (operation === 'AssumeRole') return assumedRole('ASIAMANAGEMENT');
    if (operation === 'DescribeStackSet' && !answers[operation]) {
      const arn = `arn:aws:cloudformation:us-east-1:111111111111:stackset/${query.get('StackSetName')}:id`;
      return {
        body: `<DescribeStackSetResponse><DescribeStackSetResult><StackSet><StackSetARN>${arn}</StackSetARN></StackSet></DescribeStackSetResult></DescribeStackSetResponse>`,
      };
    }
    return answers[operation]!;
  });
  const { aws } = await connected(server.endpoint, { organization });
  const sent = (operation: string) => {
    const request = server.requests.findLast((one) => one.operation === operation)!;
    return Object.fromEntries([...request.query].filter(([key]) => key !== 'Version' && key !== 'Action'));
  };
  const stop = async () => {
    aws.close();
    await server.stop();
  };
  return { stackSets: aws.apply.stackSets, sent, requests: server.requests, stop };
}

const managed = stackSetOf('rules', ['333333333333'], {
  parameters: { UsingCmk: 'true' },
  tags: { 'orgsecrets:owner': 'orgsecrets' },
  capabilities: ['CAPABILITY_NAMED_IAM'],
});
const selfManaged: DesiredStackSet = {
  ...managed,
  name: 'orgsecrets-management-rules-eu-west-1',
  permissionModel: 'SELF_MANAGED',
  autoDeployment: undefined,
  organizationalUnits: [],
};

describe('changing StackSets', () => {
  it('makes a service-managed StackSet with managed execution, tags and auto-deployment said', async () => {
    const { stackSets, sent, stop } = await organization();
    const wanted = { ...managed, autoDeployment: { enabled: true, dependsOn: ['orgsecrets-member'] } };
    expect(await stackSets.createStackSet(wanted, template, 'token')).to.equal('created');
    expect(sent('CreateStackSet')).to.deep.equal({
      StackSetName: 'orgsecrets-rules-eu-west-1',
      TemplateBody: 'Resources: {}',
      'Parameters.member.1.ParameterKey': 'UsingCmk',
      'Parameters.member.1.ParameterValue': 'true',
      'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
      'Tags.member.1.Key': 'orgsecrets:owner',
      'Tags.member.1.Value': 'orgsecrets',
      PermissionModel: 'SERVICE_MANAGED',
      'ManagedExecution.Active': 'true',
      'AutoDeployment.Enabled': 'true',
      'AutoDeployment.RetainStacksOnAccountRemoval': 'false',
      'AutoDeployment.DependsOn.member.1':
        'arn:aws:cloudformation:us-east-1:111111111111:stackset/orgsecrets-member:id',
      CallAs: 'SELF',
      ClientRequestToken: 'token',
    });
    await stop();
  });

  it('makes a self-managed StackSet with our two roles and no auto-deployment', async () => {
    const { stackSets, sent, stop } = await organization();
    await stackSets.createStackSet(selfManaged, template, 'token');
    expect(sent('CreateStackSet')).to.include({
      PermissionModel: 'SELF_MANAGED',
      AdministrationRoleARN: 'arn:aws:iam::111111111111:role/orgsecrets-stackset-administration',
      ExecutionRoleName: 'orgsecrets-stackset-execution',
    });
    expect(sent('CreateStackSet')).not.to.have.any.keys('AutoDeployment.Enabled');
    await stop();
  });

  it('takes a StackSet of the name for its own only where the tag says so', async () => {
    const tagged = (owner: string) => ({
      body: `<DescribeStackSetResponse><DescribeStackSetResult><StackSet><Tags><member><Key>orgsecrets:owner</Key><Value>${owner}</Value></member></Tags></StackSet></DescribeStackSetResult></DescribeStackSetResponse>`,
    });
    const creation = async (owner: string) => {
      const answers = {
        CreateStackSet: queryError('NameAlreadyExistsException', 'x', 409),
        DescribeStackSet: tagged(owner),
      };
      const { stackSets, stop } = await organization({}, answers);
      const end = await stackSets.createStackSet(managed, template, 'token').catch((error: unknown) => error);
      await stop();
      return end;
    };
    expect(await creation('orgsecrets')).to.equal('exists');
    expect(await creation('somebody')).to.include({ code: 'NotOurs' });
  });

  it('runs operations in full parallel, so that one bad account stops nobody else', async () => {
    const { stackSets, sent, stop } = await organization();
    const targets = {
      organizationalUnits: ['r-abcd'],
      filter: 'INTERSECTION',
      accounts: ['333333333333'],
    } as const;
    expect(await stackSets.createInstances(managed, targets, 'operation', preferences, {})).to.equal(
      'started',
    );
    expect(sent('CreateStackInstances')).to.deep.equal({
      StackSetName: 'orgsecrets-rules-eu-west-1',
      'DeploymentTargets.OrganizationalUnitIds.member.1': 'r-abcd',
      'DeploymentTargets.AccountFilterType': 'INTERSECTION',
      'DeploymentTargets.Accounts.member.1': '333333333333',
      'Regions.member.1': 'eu-west-1',
      'OperationPreferences.RegionConcurrencyType': 'PARALLEL',
      'OperationPreferences.ConcurrencyMode': 'SOFT_FAILURE_TOLERANCE',
      'OperationPreferences.MaxConcurrentPercentage': '100',
      'OperationPreferences.FailureTolerancePercentage': '90',
      OperationId: 'operation',
      CallAs: 'SELF',
    });
    await stop();
  });

  it('says what is otherwise in some instances than in the StackSet', async () => {
    const { stackSets, sent, stop } = await organization();
    const targets = { organizationalUnits: ['r-abcd'], filter: 'NONE', accounts: [] } as const;
    await stackSets.createInstances(managed, targets, 'operation', preferences, { UsingCmk: 'false' });
    expect(sent('CreateStackInstances')).to.include({
      'ParameterOverrides.member.1.ParameterKey': 'UsingCmk',
      'ParameterOverrides.member.1.ParameterValue': 'false',
    });
    await stop();
  });

  it('ends what was otherwise with an empty list, since AWS takes no list for no change', async () => {
    const { stackSets, sent, stop } = await organization();
    const targets = { organizationalUnits: ['r-abcd'], filter: 'NONE', accounts: [] } as const;
    await stackSets.updateInstances(managed, targets, 'operation', preferences, {});
    expect(sent('UpdateStackInstances')).to.include({ ParameterOverrides: '' });
    await stop();
  });

  it('updates exactly the instances it is told, and the definition alone where there are none', async () => {
    const { stackSets, sent, stop } = await organization();
    const targets = {
      organizationalUnits: ['r-abcd'],
      filter: 'DIFFERENCE',
      accounts: ['333333333333'],
    } as const;
    await stackSets.updateStackSet(managed, template, targets, 'operation', preferences);
    expect(sent('UpdateStackSet')).to.include({
      'DeploymentTargets.OrganizationalUnitIds.member.1': 'r-abcd',
      'DeploymentTargets.AccountFilterType': 'DIFFERENCE',
      'DeploymentTargets.Accounts.member.1': '333333333333',
      'Regions.member.1': 'eu-west-1',
      TemplateBody: 'Resources: {}',
      OperationId: 'operation',
    });
    expect(sent('UpdateStackSet')).not.to.have.any.keys('AutoDeployment.Enabled');
    await stackSets.updateStackSet(managed, template, undefined, 'operation', preferences);
    expect(sent('UpdateStackSet')).to.include({ 'AutoDeployment.Enabled': 'false' });
    expect(sent('UpdateStackSet')).not.to.have.any.keys(
      'Regions.member.1',
      'DeploymentTargets.AccountFilterType',
    );
    await stop();
  });

  it('tells an operation that exists from one that has to wait', async () => {
    const starts = async (code: string) => {
      const { stackSets, stop } = await organization({}, { UpdateStackSet: queryError(code, 'x', 409) });
      const start = await stackSets
        .updateStackSet(managed, template, undefined, 'operation', preferences)
        .catch((error: unknown) => error);
      await stop();
      return start;
    };
    expect(await starts('OperationIdAlreadyExistsException')).to.equal('exists');
    expect(await starts('OperationInProgressException')).to.equal('busy');
    expect(await starts('InvalidOperationException')).to.include({ code: 'ActionFailed' });
  });

  it('a delegated administrator acts as one, and as the management account for what is its own', async () => {
    const managementRoleArn = 'arn:aws:iam::999999999999:role/orgsecrets-management';
    const { stackSets, sent, requests, stop } = await organization({
      caller: 'delegated-administrator',
      managementRoleArn,
    });
    await stackSets.createStackSet(managed, template, 'token');
    expect(sent('CreateStackSet')['CallAs']).to.equal('DELEGATED_ADMIN');
    await stackSets.createStackSet(selfManaged, template, 'token');
    expect(sent('CreateStackSet')).to.include({
      CallAs: 'SELF',
      AdministrationRoleARN: 'arn:aws:iam::999999999999:role/orgsecrets-stackset-administration',
    });
    await stackSets.activateOrganizationsAccess();
    expect(requests.at(-1)!.authorization).to.include('Credential=ASIAMANAGEMENT/');
    expect(requests.filter(({ operation }) => operation === 'AssumeRole')).to.have.lengthOf(1);
    await stop();
  });

  it('says what is missing where a delegated administrator has no way into the management account', async () => {
    const { stackSets, stop } = await organization({ caller: 'delegated-administrator' });
    const error = await stackSets.activateOrganizationsAccess().catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'NotPermitted' });
    expect(error).to.have.property('instructions').that.includes('managementRoleArn');
    await stop();
  });
});
