import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { organizationWorld } from './support/stack-sets.js';
import { thingsIn } from './support/things.js';
import { MANAGEMENT, REGION, until } from './support/world.js';
import type { TestWorld } from './support/world.js';

const TWO_TOPICS = `
Parameters: { Value: { Type: String, Default: v }, Secret: { Type: String, Default: s, NoEcho: true } }
Resources:
  First: { Type: AWS::SNS::Topic, Properties: { Name: first, Value: !Ref Value } }
  Second: { Type: AWS::SNS::Topic, Properties: { Name: second, Of: !GetAtt First.Arn } }
Outputs:
  Arn: { Value: !GetAtt Second.Arn, Description: of the second }
`;

describe('stacks', () => {
  let at: TestWorld;
  beforeEach(() => {
    at = organizationWorld();
  });
  afterEach(() => {
    at.stop();
    expect(at.defects()).to.deep.equal([]);
  });

  const describe_ = async (StackName: string): Promise<Shape> =>
    ((await at.cfn('DescribeStacks', { StackName }))['Stacks'] as Shape[])[0]!;
  const settle = async (id: unknown): Promise<string> => {
    await until(
      at.world,
      async () => !String((await describe_(String(id)))['StackStatus']).endsWith('_IN_PROGRESS'),
    );
    return String((await describe_(String(id)))['StackStatus']);
  };
  const create = async (TemplateBody: string, more: Shape = {}): Promise<string> => {
    const { StackId } = await at.cfn('CreateStack', { StackName: 'stack', TemplateBody, ...more });
    await settle(StackId);
    return String(StackId);
  };
  const update = async (more: Shape): Promise<string> => {
    await at.cfn('UpdateStack', { StackName: 'stack', ...more });
    return settle('stack');
  };
  const things = (): Record<string, Shape> => thingsIn(at.world, MANAGEMENT, REGION);
  const events = async (id: string): Promise<readonly string[]> =>
    ((await at.cfn('DescribeStackEvents', { StackName: id }))['StackEvents'] as Shape[])
      .map(
        ({ LogicalResourceId, ResourceStatus }) => `${String(LogicalResourceId)} ${String(ResourceStatus)}`,
      )
      .reverse();

  it('are made in the order that their references give, and show outputs and events', async () => {
    const id = await create(TWO_TOPICS);
    expect(things()['second']?.['Of']).to.equal(`arn:thing:${REGION}:${MANAGEMENT}:first`);
    expect(await describe_('stack')).to.deep.include({
      StackId: id,
      StackStatus: 'CREATE_COMPLETE',
      Outputs: [
        {
          OutputKey: 'Arn',
          OutputValue: `arn:thing:${REGION}:${MANAGEMENT}:second`,
          Description: 'of the second',
          ExportName: undefined,
        },
      ],
      Parameters: [
        { ParameterKey: 'Value', ParameterValue: 'v' },
        { ParameterKey: 'Secret', ParameterValue: '****' },
      ],
    });
    expect(await events(id)).to.deep.equal([
      'stack CREATE_IN_PROGRESS',
      'First CREATE_IN_PROGRESS',
      'First CREATE_COMPLETE',
      'Second CREATE_IN_PROGRESS',
      'Second CREATE_COMPLETE',
      'stack CREATE_COMPLETE',
    ]);
    expect(await at.refusal('CreateStack', { StackName: 'stack', TemplateBody: TWO_TOPICS })).to.deep.equal({
      code: 'AlreadyExistsException',
      message: 'Stack [stack] already exists',
    });
  });

  it('make independent resources side by side', async () => {
    const slow = (name: string): string =>
      `  ${name}: { Type: AWS::SNS::Topic, Properties: { Name: ${name}, Seconds: 60 } }\n`;
    const start = at.world.clock.now();
    await create(`Resources:\n${slow('A')}${slow('B')}${slow('C')}`);
    expect(at.world.clock.now() - start).to.be.within(60_000, 70_000);
  });

  it('delete what they made when a creation fails, by its policies', async () => {
    things()['taken'] = {};
    const id = await create(`Resources:
  Plain: { Type: AWS::SNS::Topic, Properties: { Name: plain } }
  Kept: { Type: AWS::SNS::Topic, DeletionPolicy: Retain, Properties: { Name: kept } }
  Later: { Type: AWS::SNS::Topic, DeletionPolicy: RetainExceptOnCreate, Properties: { Name: later } }
  Fails: { Type: AWS::SNS::Topic, DependsOn: [Plain, Kept, Later], Properties: { Name: taken } }
`);
    expect(await describe_(id)).to.include({ StackStatus: 'ROLLBACK_COMPLETE' });
    expect(things()).to.have.keys('kept', 'taken');
    expect(await events(id))
      .to.include('Fails CREATE_FAILED')
      .and.include('Kept DELETE_SKIPPED')
      .and.include('Later DELETE_COMPLETE');
    expect(
      (await at.refusal('UpdateStack', { StackName: 'stack', TemplateBody: TWO_TOPICS })).message,
    ).to.equal(`Stack:${id} is in ROLLBACK_COMPLETE state and can not be updated.`);
  });

  it('keep what they made when rollback is off', async () => {
    things()['second'] = {};
    const id = await create(TWO_TOPICS, { DisableRollback: true });
    expect(await describe_(id)).to.include({
      StackStatus: 'CREATE_FAILED',
      StackStatusReason: 'The following resource(s) failed to create: [Second].',
    });
    expect(things()).to.have.keys('first', 'second');
  });

  it('change only what is changed, replace what must be, remove what is gone', async () => {
    await create(TWO_TOPICS);
    const before = at.log.length;
    expect(await update({ TemplateBody: TWO_TOPICS.replace('Name: second, ', 'Name: third, ') })).to.equal(
      'UPDATE_COMPLETE',
    );
    const calls = at.log.slice(before).filter(({ service }) => service === 'sns');
    expect(calls.map(({ operation, input }) => `${operation} ${String(input['Name'])}`)).to.deep.equal([
      'PutThing third',
      'DropThing second',
    ]);
    expect(
      await update({
        TemplateBody:
          'Resources: { First: { Type: AWS::SNS::Topic, Properties: { Name: first, Value: new } } }',
      }),
    ).to.equal('UPDATE_COMPLETE');
    expect(things()).to.have.keys('first');
    expect(things()['first']?.['Value']).to.equal('new');
  });

  it('refuse an update that changes nothing, whatever happened to the resources meanwhile', async () => {
    await create(TWO_TOPICS);
    delete things()['first'];
    for (const same of [
      { TemplateBody: TWO_TOPICS },
      { UsePreviousTemplate: true },
      { TemplateBody: `# a comment\n${TWO_TOPICS}` },
    ]) {
      expect(await at.refusal('UpdateStack', { StackName: 'stack', ...same })).to.deep.equal({
        code: 'ValidationError',
        message: 'No updates are to be performed.',
      });
    }
  });

  it('take new tags as a change, even where no resource can have them', async () => {
    await create('Resources: { Alias: { Type: AWS::KMS::Alias, Properties: { Name: alias } } }');
    const Tags = [{ Key: 'a', Value: 'b' }];
    expect(await update({ UsePreviousTemplate: true, Tags })).to.equal('UPDATE_COMPLETE');
    expect((await describe_('stack'))['Tags']).to.deep.equal(Tags);
    expect(
      (await at.refusal('UpdateStack', { StackName: 'stack', UsePreviousTemplate: true, Tags })).message,
    ).to.equal('No updates are to be performed.');
  });

  it('put everything back when an update fails', async () => {
    await create(TWO_TOPICS);
    things()['taken'] = {};
    const body =
      TWO_TOPICS.replace('Value: !Ref Value', 'Value: changed').replace('Name: second', 'Name: replaced') +
      '';
    const failing = body.replace(
      'Outputs:',
      '  Third: { Type: AWS::SNS::Topic, DependsOn: Second, Properties: { Name: taken } }\nOutputs:',
    );
    expect(await update({ TemplateBody: failing })).to.equal('UPDATE_ROLLBACK_COMPLETE');
    expect(things()).to.have.keys('first', 'second', 'taken');
    expect(things()['first']?.['Value']).to.equal('v');
    expect((await at.cfn('GetTemplate', { StackName: 'stack' }))['TemplateBody']).to.equal(TWO_TOPICS);
    expect(await at.refusal('UpdateStack', { StackName: 'stack', TemplateBody: TWO_TOPICS })).to.include({
      message: 'No updates are to be performed.',
    });
  });

  it('are deleted in the opposite order, without what is retained, and are found by id afterwards', async () => {
    const id = await create(
      TWO_TOPICS.replace(
        'First: { Type: AWS::SNS::Topic,',
        'First: { Type: AWS::SNS::Topic, DeletionPolicy: Retain,',
      ),
    );
    await at.cfn('DeleteStack', { StackName: 'stack' });
    expect(await settle(id)).to.equal('DELETE_COMPLETE');
    expect(things()).to.have.keys('first');
    expect(await at.refusal('DescribeStacks', { StackName: 'stack' })).to.deep.equal({
      code: 'ValidationError',
      message: 'Stack with id stack does not exist',
    });
    expect((await at.cfn('DescribeStacks', {}))['Stacks']).to.deep.equal([]);
    await at.cfn('DeleteStack', { StackName: 'stack' });
    delete things()['first'];
    await create(TWO_TOPICS);
  });

  it('stay with what could not be deleted, which the next deletion may leave behind', async () => {
    const id = await create(TWO_TOPICS);
    things()['first']!['Sticky'] = true;
    await at.cfn('DeleteStack', { StackName: 'stack' });
    expect(await settle(id)).to.equal('DELETE_FAILED');
    expect(await describe_(id)).to.include({
      StackStatusReason: 'The following resource(s) failed to delete: [First]. ',
    });
    expect(things()).to.have.keys('first');
    await at.cfn('DeleteStack', { StackName: 'stack', RetainResources: ['First'] });
    expect(await settle(id)).to.equal('DELETE_COMPLETE');
  });

  it('act with the permissions of their caller, or of their role', async () => {
    at.stop();
    const role = (name: string, action: string, Service: string): object => ({
      name,
      trust: { Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }] },
      policies: [{ Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] }],
    });
    const roles = [
      role('able', 'sns:*', 'cloudformation.amazonaws.com'),
      role('foreign', 'sns:*', 'ec2.amazonaws.com'),
    ];
    const policies = [
      { Statement: [{ Effect: 'Allow', Action: ['cloudformation:*', 'iam:PassRole'], Resource: '*' }] },
    ];
    at = organizationWorld(
      `principals: ${JSON.stringify({ builder: { accountId: MANAGEMENT, type: 'user', name: 'builder', policies } })}\n`,
      { managementRoles: roles },
    );
    const caller = at.user(MANAGEMENT, 'builder');
    const begin = async (StackName: string, more: Shape = {}): Promise<string> =>
      settle(
        (await at.cfn('CreateStack', { StackName, TemplateBody: TWO_TOPICS, ...more }, { caller }))[
          'StackId'
        ],
      );
    expect(await begin('plain')).to.equal('ROLLBACK_COMPLETE');
    expect(await begin('role', { RoleARN: `arn:aws:iam::${MANAGEMENT}:role/able` })).to.equal(
      'CREATE_COMPLETE',
    );
    const RoleARN = `arn:aws:iam::${MANAGEMENT}:role/foreign`;
    expect(
      await at.refusal('CreateStack', { StackName: 'no', TemplateBody: TWO_TOPICS, RoleARN }, { caller }),
    ).to.deep.equal({
      code: 'ValidationError',
      message: `Role ${RoleARN} is invalid or cannot be assumed`,
    });
  });

  it('list their resources, and refuse bodies that are too long or missing', async () => {
    await create(TWO_TOPICS);
    const listed = (await at.cfn('ListStackResources', { StackName: 'stack' }))[
      'StackResourceSummaries'
    ] as Shape[];
    expect(
      listed.map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId]),
    ).to.deep.equal([
      ['First', 'first'],
      ['Second', 'second'],
    ]);
    const one = await at.cfn('DescribeStackResources', { StackName: 'stack', LogicalResourceId: 'First' });
    expect((one['StackResources'] as Shape[])[0]).to.include({
      StackName: 'stack',
      ResourceStatus: 'CREATE_COMPLETE',
    });
    const long = `${TWO_TOPICS}# ${'x'.repeat(51_200)}`;
    expect((await at.refusal('ValidateTemplate', { TemplateBody: long })).message).to.match(
      /Member must have length less than or equal to 51200$/,
    );
    expect((await at.refusal('CreateStack', { StackName: 'none' })).message).to.equal(
      'Either Template URL or Template Body must be specified.',
    );
    expect(
      ((await at.cfn('ValidateTemplate', { TemplateBody: TWO_TOPICS }))['Parameters'] as Shape[]).map(
        ({ ParameterKey, NoEcho }) => [ParameterKey, NoEcho],
      ),
    ).to.deep.equal([
      ['Value', false],
      ['Secret', true],
    ]);
    expect(
      (
        (await at.cfn('ListStacks', { StackStatusFilter: ['CREATE_COMPLETE'] }))['StackSummaries'] as Shape[]
      ).map(({ StackName }) => StackName),
    ).to.deep.equal(['stack']);
  });
});
