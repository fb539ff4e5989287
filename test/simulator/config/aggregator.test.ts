import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
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
    roleArn = addedRole(test.world, administrator, 'aggregator', { trust: 'config.amazonaws.com' }).arn;
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
