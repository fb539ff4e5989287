import { expect } from 'chai';
import type { Shape } from '../../../../src/simulator/kernel/contract.js';
import { appliedSlot, quotaKey } from '../../../../src/simulator/services/servicequotas/state.js';
import { addedRole, administrator, refusal, region, testWorld } from '../support/world.js';
import type { TestWorld } from '../support/world.js';

const day = 24 * 3_600_000;
const quota = 'Maximum number of accounts added or deleted per week for all aggregators';

describe('the accounts that AWS Config adds to aggregators in a week', () => {
  let test: TestWorld;
  let roleArn: string;
  let all: number;
  afterEach(() => test.stop());

  async function begin(value: number, world: Shape = {}): Promise<void> {
    test = await testWorld({
      trustedAccess: ['config.amazonaws.com'],
      delegatedAdministrators: [{ accountId: administrator, services: ['config.amazonaws.com'] }],
      quotas: [{ accountId: administrator, service: 'config', name: quota, value }],
      ...world,
    });
    const allow = [{ Action: 'organizations:*', Resource: '*' }];
    roleArn = addedRole(test.world, administrator, 'aggregator', {
      trust: 'config.amazonaws.com',
      allow,
    }).arn;
    const { Accounts } = await test.call('organizations', 'ListAccounts', {}, { accountId: administrator });
    all = (Accounts as Shape[]).length;
    expect(all).to.be.greaterThan(2);
  }
  const put = (name: string): Promise<Shape> =>
    test.call(
      'config',
      'PutConfigurationAggregator',
      {
        ConfigurationAggregatorName: name,
        OrganizationAggregationSource: { RoleArn: roleArn, AllAwsRegions: false, AwsRegions: [region] },
      },
      { accountId: administrator },
    );
  const takenIn = async (name: string): Promise<number> => {
    const answer = await test.call(
      'config',
      'DescribeConfigurationAggregatorSourcesStatus',
      { ConfigurationAggregatorName: name },
      { accountId: administrator },
    );
    const rows = answer['AggregatedSourceStatusList'] as Shape[];
    return rows.filter((row) => row['SourceType'] === 'ACCOUNT').length;
  };

  it('are all of them, where they are no more than the quota', async () => {
    await begin(100);
    await put('one');
    expect(await takenIn('one')).to.equal(all);
  });

  it('are as many as the quota, and the others week by week', async () => {
    await begin(1);
    await put('one');
    expect(await takenIn('one')).to.equal(1);
    await test.pass(6 * day);
    expect(await takenIn('one')).to.equal(1);
    await test.pass(1 * day);
    expect(await takenIn('one')).to.equal(2);
    await put('one');
    expect(await takenIn('one'), 'put again').to.equal(2);
    await test.pass(28 * day);
    expect(await takenIn('one')).to.equal(all);
  });

  it('are those of all aggregators of the account in the Region together', async () => {
    await begin(100);
    await put('one');
    test.world.state(appliedSlot, administrator, 'global')[quotaKey('config', quota)] = all + 1;
    await put('another');
    expect(await takenIn('another')).to.equal(1);
    await test.pass(7 * day);
    expect(await takenIn('another')).to.equal(all);
  });

  it('are refused beyond the quota, under the other reading', async () => {
    await begin(2, { config: { accountsBeyondTheWeek: 'refused' } });
    expect(await refusal(put('one'))).to.deep.include({ code: 'LimitExceededException' });
  });

  it('are none where there are too many for an aggregator', async () => {
    const name = 'Maximum number of accounts in an aggregator';
    await begin(100, { quotas: [{ accountId: administrator, service: 'config', name, value: 2 }] });
    expect((await refusal(put('one'))).message).to.contain(name);
  });
});
