import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import {
  finished,
  FOUR,
  makeSet,
  ONE,
  ORGANIZATION,
  organizationWorld,
  QUICK,
  results,
  states,
  TEMPLATE,
  TWO,
} from './support/stack-sets.js';
import { MANAGEMENT, testWorld } from './support/world.js';
import type { TestWorld } from './support/world.js';

const statement = (actions: string, ...resources: readonly string[]): string =>
  `{ Effect: Allow, Action: ${actions}, Resource: [${resources.map((resource) => `'${resource}'`).join(', ')}] }`;
const user = (name: string, accountId: string, ...statements: readonly string[]): string =>
  `  ${name}: { accountId: '${accountId}', type: user, name: ${name}, policies: [{ Statement: [${statements.join(', ')}] }] }\n`;

const OURS = 'arn:aws:cloudformation:*:*:stackset/ours-*:*';
const TARGETS = 'arn:aws:cloudformation:*:*:stackset-target/ours-*:*/*';
const TYPES = 'arn:aws:cloudformation:*::type/resource/*';

describe('what callers may do with StackSets', () => {
  let at: TestWorld;
  afterEach(() => {
    at.stop();
    expect(at.defects()).to.deep.equal([]);
  });

  const create = (StackSetName: string): Shape => ({
    StackSetName,
    TemplateBody: TEMPLATE,
    PermissionModel: 'SERVICE_MANAGED',
    AutoDeployment: { Enabled: false },
  });

  it('is bound to the names of StackSets, to targets and to resource types', async () => {
    at = testWorld(
      `${ORGANIZATION}principals:\n` +
        user('full', MANAGEMENT, statement("'cloudformation:*'", OURS, TARGETS, TYPES)) +
        user('untyped', MANAGEMENT, statement("'cloudformation:*'", OURS, TARGETS)) +
        user(
          'oneunit',
          MANAGEMENT,
          statement(
            "'cloudformation:*'",
            OURS,
            'arn:aws:cloudformation:*:*:stackset-target/ours-*:*/ou-none',
            TYPES,
          ),
        ),
    );
    const full = { caller: at.user(MANAGEMENT, 'full') };
    await at.cfn('CreateStackSet', create('ours-set'), full);
    expect((await at.refusal('CreateStackSet', create('theirs'), full)).code).to.equal('AccessDenied');
    const deploy = {
      StackSetName: 'ours-set',
      DeploymentTargets: { OrganizationalUnitIds: [at.unit('Prod')] },
      Regions: ['eu-central-1'],
    };
    const untyped = await at.refusal('CreateStackInstances', deploy, {
      caller: at.user(MANAGEMENT, 'untyped'),
    });
    expect(untyped.message).to.include(
      'on resource: arn:aws:cloudformation:eu-central-1::type/resource/AWS-SNS-Topic',
    );
    const elsewhere = await at.refusal('CreateStackInstances', deploy, {
      caller: at.user(MANAGEMENT, 'oneunit'),
    });
    expect(elsewhere.message).to.match(
      new RegExp(`stackset-target/ours-set:[0-9a-f-]{36}/${at.unit('Prod')}`),
    );
    await at.cfn('CreateStackInstances', deploy, full);
    await at.cfn('ListStackInstances', { StackSetName: 'ours-set' }, full);
  });

  it('has its tags checked by themselves', async () => {
    const deploy = statement("['cloudformation:CreateStackSet', 'cloudformation:UpdateStackSet']", '*');
    const tag = `{ Effect: Allow, Action: 'cloudformation:TagResource', Resource: '${OURS}', Condition: { StringEquals: { 'aws:RequestTag/owner': us } } }`;
    at = testWorld(`${ORGANIZATION}principals:\n${user('tagger', MANAGEMENT, deploy, tag)}`);
    const caller = at.user(MANAGEMENT, 'tagger');
    const Tags = [{ Key: 'owner', Value: 'us' }];
    const input = create('ours-set');
    const wrong = await at.refusal(
      'CreateStackSet',
      { ...input, Tags: [{ Key: 'owner', Value: 'them' }] },
      { caller },
    );
    expect(wrong.message).to.include('cloudformation:TagResource');
    await at.cfn('CreateStackSet', { ...input, Tags }, { caller });
    const update = { StackSetName: 'ours-set', UsePreviousTemplate: true };
    expect((await at.refusal('UpdateStackSet', { ...update, Tags: [] }, { caller })).message).to.include(
      'cloudformation:UntagResource',
    );
    await at.cfn('UpdateStackSet', { ...update, Tags }, { caller });
  });

  it('has a stack’s tags checked in the same way', async () => {
    const stack = `arn:aws:cloudformation:eu-central-1:${MANAGEMENT}:stack/ours/*`;
    const deploy = statement("['cloudformation:CreateStack', 'cloudformation:UpdateStack', 'sns:*']", '*');
    const tag = statement('cloudformation:TagResource', stack);
    at = testWorld(`${ORGANIZATION}principals:\n${user('tagger', MANAGEMENT, deploy, tag)}`);
    const caller = at.user(MANAGEMENT, 'tagger');
    const Tags = [{ Key: 'owner', Value: 'us' }];
    const input = { TemplateBody: TEMPLATE, Tags };
    const elsewhere = await at.refusal('CreateStack', { ...input, StackName: 'theirs' }, { caller });
    expect(elsewhere.message).to.include('cloudformation:TagResource');
    await at.cfn('CreateStack', { ...input, StackName: 'ours' }, { caller });
    const untag = { StackName: 'ours', UsePreviousTemplate: true, Tags: [] };
    expect((await at.refusal('UpdateStack', untag, { caller })).message).to.include(
      'cloudformation:UntagResource',
    );
  });

  it('lets a delegated administrator work on the StackSets of the management account, the service-managed ones', async () => {
    at = testWorld(
      `${ORGANIZATION}delegatedAdministrators: [{ accountId: '${ONE}', services: [member.org.stacksets.cloudformation.amazonaws.com] }]\n`,
    );
    const caller = at.role(ONE, 'OrganizationAccountAccessRole');
    const CallAs = 'DELEGATED_ADMIN';
    await at.cfn('CreateStackSet', { ...create('set'), CallAs }, { caller });
    await at.cfn('CreateStackSet', { StackSetName: 'self-managed', TemplateBody: TEMPLATE });
    const { StackSet } = (await at.cfn('DescribeStackSet', { StackSetName: 'set' })) as { StackSet: Shape };
    expect(StackSet['StackSetARN']).to.match(
      new RegExp(`^arn:aws:cloudformation:eu-central-1:${MANAGEMENT}:stackset/set:`),
    );
    const names = async (more: Shape): Promise<unknown> =>
      ((await at.cfn('ListStackSets', more, { caller }))['Summaries'] as Shape[]).map(
        ({ StackSetName }) => StackSetName,
      );
    expect(await names({ CallAs })).to.deep.equal(['set']);
    expect(await names({})).to.deep.equal([]);
    expect((await at.refusal('DescribeStackSet', { StackSetName: 'set' }, { caller })).code).to.equal(
      'StackSetNotFoundException',
    );
    expect(await at.cfn('DescribeOrganizationsAccess', { CallAs }, { caller })).to.deep.equal({
      Status: 'ENABLED',
    });
    const other = { caller: at.role(TWO, 'OrganizationAccountAccessRole') };
    expect((await at.refusal('DescribeStackSet', { StackSetName: 'set', CallAs }, other)).code).to.equal(
      'ValidationError',
    );
  });

  it('an SCP binds the role that StackSets has in the account, and the reason names it', async () => {
    at = organizationWorld(`serviceControlPolicies:
  - { name: no-topics, targets: ['/Sandbox'], document: { Statement: [{ Effect: Deny, Action: 'sns:*', Resource: '*' }] } }
  - { name: no-stacks, targets: ['${TWO}'], document: { Statement: [{ Effect: Deny, Action: 'cloudformation:*', Resource: '*' }] } }
`);
    await makeSet(at);
    const operation = await finished(at, 'CreateStackInstances', {
      DeploymentTargets: {
        OrganizationalUnitIds: [at.rootId],
        Accounts: [ONE, TWO, FOUR],
        AccountFilterType: 'INTERSECTION',
      },
      Regions: ['eu-central-1'],
      OperationPreferences: QUICK,
    });
    const reasons = new Map(
      (await results(at, String(operation['OperationId']))).map(({ Account, StatusReason }) => [
        Account,
        String(StatusReason),
      ]),
    );
    expect(reasons.get(FOUR)).to.match(
      /^ResourceLogicalId:Topic, ResourceType:AWS::SNS::Topic, ResourceStatusReason:User: arn:aws:sts::200000000004:assumed-role\/stacksets-exec-[0-9a-f]{32}\/StackSets is not authorized to perform: sns:PutThing .* with an explicit deny in a service control policy/,
    );
    expect(reasons.get(TWO)).to.match(
      /^User: arn:aws:sts::200000000002:assumed-role\/stacksets-exec-.* is not authorized to perform: cloudformation:CreateStack on resource: arn:aws:cloudformation:eu-central-1:200000000002:stack\/StackSet-set-.* with an explicit deny in a service control policy$/,
    );
    expect(await states(at, { StackInstanceAccount: ONE })).to.deep.equal([
      '1/eu-central-1 CURRENT SUCCEEDED',
    ]);
  });
});
