import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { configState } from '../../../src/simulator/services/config/state.js';
import { iamOf } from '../../../src/simulator/services/iam/state.js';
import { organizationOf } from '../../../src/simulator/services/organizations/state.js';
import {
  addedRole,
  administrator,
  management,
  member,
  refusal,
  region,
  sessionOf,
  testWorld,
} from './support/world.js';
import type { TestWorld } from './support/world.js';

const registered = {
  trustedAccess: ['config.amazonaws.com'],
  delegatedAdministrators: [{ accountId: administrator, services: ['config.amazonaws.com'] }],
  regions: ['us-east-1', region, 'ap-southeast-3'],
};
const reads = [
  'DescribeOrganization',
  'ListDelegatedAdministrators',
  'ListAWSServiceAccessForOrganization',
  'ListAccounts',
];

describe('an aggregator of AWS Config over an organization', () => {
  let test: TestWorld;
  let roleArn: string;
  beforeEach(() => begin(registered));
  afterEach(() => test.stop());

  async function begin(world: Shape): Promise<void> {
    test = await testWorld(world);
    const allow = [{ Action: 'organizations:*', Resource: '*' }];
    roleArn = addedRole(test.world, administrator, 'aggregator', {
      trust: 'config.amazonaws.com',
      allow,
    }).arn;
  }
  async function again(world: Shape): Promise<void> {
    await test.stop();
    await begin(world);
  }
  const put = (
    source: Shape = {},
    as: Parameters<TestWorld['call']>[3] = { accountId: administrator },
  ): Promise<Shape> =>
    test.call(
      'config',
      'PutConfigurationAggregator',
      {
        ConfigurationAggregatorName: 'secrets',
        OrganizationAggregationSource: { RoleArn: roleArn, AllAwsRegions: true, ...source },
      },
      as,
    );
  const statuses = async (input: Shape = {}): Promise<Shape> =>
    test.call(
      'config',
      'DescribeConfigurationAggregatorSourcesStatus',
      { ConfigurationAggregatorName: 'secrets', ...input },
      { accountId: administrator },
    );

  it('is made by the delegated administrator, and changed under the same name', async () => {
    const made = (await put())['ConfigurationAggregator'] as Shape;
    expect(made['ConfigurationAggregatorArn']).to.match(
      /^arn:aws:config:eu-central-1:333333333333:config-aggregator\/config-aggregator-[a-z0-9]{8}$/,
    );
    const changed = (await put({ AllAwsRegions: false, AwsRegions: [region] }))[
      'ConfigurationAggregator'
    ] as Shape;
    expect(changed['ConfigurationAggregatorArn']).to.equal(made['ConfigurationAggregatorArn']);
    expect(changed['OrganizationAggregationSource']).to.deep.include({ AwsRegions: [region] });
  });

  it('is refused to an account that is not registered', async () => {
    const role = addedRole(test.world, member, 'aggregator', { trust: 'config.amazonaws.com' });
    const error = await refusal(put({ RoleArn: role.arn }, { accountId: member }));
    expect(error.code).to.equal('OrganizationAccessDeniedException');
  });

  it('is refused to an account that is registered for another service alone', async () => {
    await again({
      trustedAccess: ['config.amazonaws.com', 'guardduty.amazonaws.com'],
      delegatedAdministrators: [{ accountId: administrator, services: ['guardduty.amazonaws.com'] }],
    });
    const error = await refusal(put());
    expect(error.code).to.equal('OrganizationAccessDeniedException');
    expect(error.message).to.contain('not a registered delegated administrator');
  });

  it('is refused in an organization with consolidated billing alone', async () => {
    organizationOf(test.world).featureSet = 'CONSOLIDATED_BILLING';
    expect((await refusal(put())).code).to.equal('OrganizationAllFeaturesNotEnabledException');
  });

  it('is refused while AWS Config has no access to the organization', async () => {
    delete organizationOf(test.world).trustedAccess['config.amazonaws.com'];
    expect((await refusal(put())).code).to.equal('OrganizationAccessDeniedException');
  });

  it('enables the access of AWS Config itself when the management account makes it', async () => {
    await again({});
    const role = addedRole(test.world, management, 'aggregator', { trust: 'config.amazonaws.com' });
    await put({ RoleArn: role.arn }, { accountId: management });
    expect(organizationOf(test.world).trustedAccess).to.have.property('config.amazonaws.com');
  });

  it('asks Organizations with the rights of the caller', async () => {
    const allow = (names: readonly string[]): Shape[] => [
      { Action: ['config:PutConfigurationAggregator', 'iam:PassRole'], Resource: '*' },
      { Action: names.map((name) => `organizations:${name}`), Resource: '*' },
    ];
    for (const missing of reads) {
      const role = addedRole(test.world, administrator, `no-${missing}`, {
        allow: allow(reads.filter((name) => name !== missing)),
      });
      const error = await refusal(put({}, { caller: sessionOf(role, administrator) }));
      expect(error.code, missing).to.equal('OrganizationAccessDeniedException');
    }
    const enough = addedRole(test.world, administrator, 'enough', { allow: allow(reads) });
    await put({}, { caller: sessionOf(enough, administrator) });
  });

  it('needs iam:PassRole', async () => {
    const allow = [
      { Action: 'config:PutConfigurationAggregator', Resource: '*' },
      { Action: 'organizations:*', Resource: '*' },
    ];
    const role = addedRole(test.world, administrator, 'no-pass', { allow });
    const error = await refusal(put({}, { caller: sessionOf(role, administrator) }));
    expect(error.code).to.equal('AccessDeniedException');
  });

  it('needs a role that exists and trusts AWS Config', async () => {
    expect((await refusal(put({ RoleArn: `${roleArn}-missing` }))).code).to.equal('InvalidRoleException');
    const other = addedRole(test.world, administrator, 'other');
    expect((await refusal(put({ RoleArn: other.arn }))).code).to.equal('InvalidRoleException');
  });

  it('is refused for a while after its role was made', async () => {
    await again({ ...registered, latencies: { iamPropagation: 10_000 } });
    expect((await refusal(put())).code).to.equal('InvalidRoleException');
    await test.pass(10_000);
    await put();
  });

  it('covers either all Regions or a list of those that AWS Config has', async () => {
    const refused = async (source: Shape): Promise<string> => {
      const error = await refusal(put(source));
      expect(error.code).to.equal('InvalidParameterValueException');
      return error.message;
    };
    expect(await refused({ AwsRegions: [region] })).to.contain('also specifies the use of all regions');
    expect(await refused({ AllAwsRegions: false })).to.contain('does not specify any regions');
    expect(await refused({ AllAwsRegions: false, AwsRegions: ['eu-nowhere-1'] })).to.contain('eu-nowhere-1');
  });

  it('has sources for each active account in each Region that it has enabled, outdated first and then up to date', async () => {
    await put();
    expect((await statuses({ UpdateStatus: ['SUCCEEDED'] }))['AggregatedSourceStatusList']).to.deep.equal([]);
    await test.pass(120_000);
    const rows = (await statuses({ UpdateStatus: ['SUCCEEDED'] }))['AggregatedSourceStatusList'] as Shape[];
    const accounts = rows
      .filter((row) => row['SourceType'] === 'ACCOUNT')
      .map((row) => `${String(row['SourceId'])}/${String(row['AwsRegion'])}`);
    const expected = [management, member, administrator].flatMap((id) => [
      `${id}/${region}`,
      `${id}/us-east-1`,
    ]);
    expect(accounts.sort()).to.deep.equal(expected.sort());
    expect(rows.filter((row) => row['SourceType'] === 'ORGANIZATION')).to.have.length(1);
  });

  it('fails for all of them once its role is gone', async () => {
    await put();
    await test.pass(120_000);
    delete iamOf(test.world, administrator).roles['aggregator'];
    const rows = (await statuses({ UpdateStatus: ['FAILED'] }))['AggregatedSourceStatusList'] as Shape[];
    expect(rows.length).to.be.greaterThan(0);
    expect(rows[0]).to.include({ LastErrorCode: 'InvalidRole' });
  });

  it('fails for all of them while its role may not ask Organizations', async () => {
    await put();
    await test.pass(120_000);
    const role = iamOf(test.world, administrator).roles['aggregator'];
    const policies = { ...role?.inline };
    delete role?.inline['test'];
    const failed = (await statuses({ UpdateStatus: ['FAILED'] }))['AggregatedSourceStatusList'] as Shape[];
    expect(failed[0]).to.include({ LastErrorCode: 'OrganizationAccessDenied' });
    expect(failed[0]?.['LastErrorMessage']).to.include('organizations:ListAccounts');
    Object.assign(role?.inline ?? {}, policies);
    expect((await statuses({ UpdateStatus: ['FAILED'] }))['AggregatedSourceStatusList']).to.deep.equal([]);
  });

  const registration = { AccountId: administrator, ServicePrincipal: 'config.amazonaws.com' };
  const organizations = (operation: string, input: Shape): Promise<Shape> =>
    test.call('organizations', operation, input, { accountId: management });

  it('stays where its account lost the registration, and collects nothing until it is registered again', async () => {
    await put();
    await test.pass(120_000);
    await organizations('DeregisterDelegatedAdministrator', registration);
    const failed = (await statuses({ UpdateStatus: ['FAILED'] }))['AggregatedSourceStatusList'] as Shape[];
    expect(failed[0]).to.include({ LastErrorCode: 'OrganizationAccessDenied' });
    expect(failed[0]?.['LastErrorMessage']).to.include('not a registered delegated administrator');
    expect((await refusal(put())).code).to.equal('OrganizationAccessDeniedException');
    await organizations('RegisterDelegatedAdministrator', registration);
    expect((await statuses({ UpdateStatus: ['FAILED'] }))['AggregatedSourceStatusList']).to.deep.equal([]);
    const changed = await refusal(put());
    expect(changed.code).to.equal('OrganizationAccessDeniedException');
    expect(changed.message).to.include('Delete this aggregator and create a new one');
    const as = { accountId: administrator };
    const input = { ConfigurationAggregatorName: 'secrets' };
    await test.call('config', 'DeleteConfigurationAggregator', input, as);
    await put();
  });

  it('collects nothing while AWS Config has no access to the organization', async () => {
    const roleOfManagement = addedRole(test.world, management, 'aggregator', {
      trust: 'config.amazonaws.com',
      allow: [{ Action: 'organizations:*', Resource: '*' }],
    }).arn;
    const as = { accountId: management };
    await put({ RoleArn: roleOfManagement }, as);
    await test.pass(120_000);
    await organizations('DeregisterDelegatedAdministrator', registration);
    await organizations('DisableAWSServiceAccess', { ServicePrincipal: 'config.amazonaws.com' });
    const input = { ConfigurationAggregatorName: 'secrets', UpdateStatus: ['FAILED'] };
    const answer = await test.call('config', 'DescribeConfigurationAggregatorSourcesStatus', input, as);
    const [failed] = answer['AggregatedSourceStatusList'] as Shape[];
    expect(failed?.['LastErrorMessage']).to.equal(
      'AWS Config service access is disabled in your organization.',
    );
  });

  it('can be in the world from the beginning, in any account', async () => {
    const left = { accountId: member, region, name: 'left', roleArn: `arn:aws:iam::${member}:role/gone` };
    await again({ ...registered, aggregators: [left] });
    const as = { accountId: member };
    const answer = await test.call('config', 'DescribeConfigurationAggregators', {}, as);
    expect((answer['ConfigurationAggregators'] as Shape[])[0]).to.deep.include({
      ConfigurationAggregatorName: 'left',
      OrganizationAggregationSource: { RoleArn: left.roleArn, AllAwsRegions: true },
    });
    await test.call('config', 'DeleteConfigurationAggregator', { ConfigurationAggregatorName: 'left' }, as);
  });

  it('shows what is wrong with one source alone, until it is put again', async () => {
    await put();
    await test.pass(120_000);
    const aggregator = configState(test.world, { accountId: administrator, region }).aggregators['secrets'];
    if (!aggregator) throw new Error('There is no aggregator.');
    const failure = { since: test.world.clock.now(), code: 'AccessDenied', message: 'Not allowed.' };
    aggregator.troubles = { [`${member}/us-east-1`]: failure, [`${member}/${region}`]: 'outdated' };
    const list = async (...UpdateStatus: string[]): Promise<readonly Shape[]> =>
      (await statuses(UpdateStatus.length === 0 ? {} : { UpdateStatus }))[
        'AggregatedSourceStatusList'
      ] as Shape[];
    const [failed, ...others] = await list('FAILED');
    expect(others).to.deep.equal([]);
    expect(failed).to.include({
      SourceId: member,
      AwsRegion: 'us-east-1',
      LastErrorCode: 'AccessDenied',
      LastErrorMessage: 'Not allowed.',
    });
    expect((await list('OUTDATED')).map((row) => row['AwsRegion'])).to.deep.equal([region]);
    expect(await list()).to.have.length((await list('SUCCEEDED')).length + 2);
    await put();
    await test.pass(120_000);
    expect(await list('FAILED', 'OUTDATED')).to.deep.equal([]);
  });

  it('is described, deleted, and then unknown', async () => {
    await put();
    const as = { accountId: administrator };
    const input = { ConfigurationAggregatorNames: ['secrets'] };
    expect(
      (await test.call('config', 'DescribeConfigurationAggregators', input, as))['ConfigurationAggregators'],
    ).to.have.length(1);
    await test.call(
      'config',
      'DeleteConfigurationAggregator',
      { ConfigurationAggregatorName: 'secrets' },
      as,
    );
    const gone = test.call('config', 'DescribeConfigurationAggregators', input, as);
    expect((await refusal(gone)).code).to.equal('NoSuchConfigurationAggregatorException');
    expect((await refusal(statuses())).code).to.equal('NoSuchConfigurationAggregatorException');
  });

  it('is one of fifty', async () => {
    for (let n = 0; n < 50; n += 1) {
      await test.call(
        'config',
        'PutConfigurationAggregator',
        {
          ConfigurationAggregatorName: `own-${n}`,
          AccountAggregationSources: [{ AccountIds: [member], AllAwsRegions: true }],
        },
        { accountId: administrator },
      );
    }
    expect((await refusal(put())).code).to.equal('LimitExceededException');
  });
});
