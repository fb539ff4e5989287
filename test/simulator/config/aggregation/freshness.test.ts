import { expect } from 'chai';
import type { Shape } from '../../../../src/simulator/kernel/contract.js';
import { optInSlot } from '../../../../src/simulator/services/account/state.js';
import { iamOf } from '../../../../src/simulator/services/iam/state.js';
import { organizationOf } from '../../../../src/simulator/services/organizations/state.js';
import { addedRole, administrator, member, region } from '../support/world.js';
import type { TestWorld } from '../support/world.js';
import { aggregated, ask, changeSecret, minute, otherRegion, putAggregator, secretNames } from './support.js';

const hour = 60 * minute;

describe('what an aggregator shows', () => {
  let test: TestWorld;
  let roleArn: string;
  const begin = async (changes: Shape = {}): Promise<void> => {
    test = await aggregated(changes);
    roleArn = iamOf(test.world, administrator).roles['aggregator']?.arn ?? '';
  };
  beforeEach(() => begin());
  afterEach(() => test.stop());

  it('is nothing until the data of its sources has come', async () => {
    await ask(test, 'DeleteConfigurationAggregator');
    await putAggregator(test, { RoleArn: roleArn });
    await test.pass(59_000);
    expect(await secretNames(test)).to.deep.equal([]);
    await test.pass(minute);
    expect(await secretNames(test)).to.deep.equal(['api', 'db', 'root']);
  });

  it('is what it was, after a change, until the data of the new sources has come', async () => {
    const only = (name: string): Shape => ({ RoleArn: roleArn, AllAwsRegions: false, AwsRegions: [name] });
    await putAggregator(test, only(region));
    expect(await secretNames(test)).to.deep.equal(['api', 'db', 'root']);
    await putAggregator(test, only(otherRegion));
    await test.pass(30_000);
    expect(await secretNames(test), 'changed twice').to.deep.equal(['api', 'db', 'root']);
    await test.pass(minute);
    expect(await secretNames(test)).to.deep.equal(['root']);
  });

  it('is without accounts that are not active', async () => {
    const account = organizationOf(test.world).accounts[member];
    if (account === undefined) throw new TypeError('no member account');
    account.state = 'SUSPENDED';
    expect(await secretNames(test)).to.deep.equal(['root']);
    account.state = 'ACTIVE';
    expect(await secretNames(test)).to.deep.equal(['api', 'db', 'root']);
  });

  it('is without Regions that an account has not enabled', async () => {
    await test.stop();
    const far = { accountId: member, region: 'af-south-1' };
    await begin({
      recorders: [{ ...far, name: 'default' }],
      rules: [],
      secrets: [{ ...far, name: 'far' }],
    });
    const { regions } = test.world.state(optInSlot, member, 'global');
    expect(await secretNames(test)).to.deep.equal([]);
    regions['af-south-1'] = 'ENABLED';
    expect(await secretNames(test)).to.deep.equal(['far']);
  });

  it('has an account that joins a while later', async () => {
    const account = organizationOf(test.world).accounts[member];
    if (account === undefined) throw new TypeError('no member account');
    organizationOf(test.world).accounts[member] = { ...account, joinedAt: test.world.clock.now() };
    expect(await secretNames(test)).to.deep.equal(['root']);
    await test.pass(minute);
    expect(await secretNames(test)).to.deep.equal(['api', 'db', 'root']);
  });

  it('of accounts that are named is those accounts alone', async () => {
    await ask(test, 'DeleteConfigurationAggregator');
    await ask(test, 'PutConfigurationAggregator', {
      AccountAggregationSources: [{ AccountIds: [member], AllAwsRegions: true }],
    });
    await test.pass(2 * minute);
    expect(await secretNames(test)).to.deep.equal(['api', 'db']);
  });

  it('is narrowed to the resource types of its filters', async () => {
    await ask(test, 'PutConfigurationAggregator', {
      OrganizationAggregationSource: { RoleArn: roleArn, AllAwsRegions: true },
      AggregatorFilters: { ResourceType: { Type: 'INCLUDE', Value: ['AWS::KMS::Key'] } },
    });
    await test.pass(2 * minute);
    expect(await secretNames(test)).to.deep.equal([]);
  });

  describe('of a secret that changes', () => {
    const verdicts = async (): Promise<unknown[]> => {
      const answer = await ask(test, 'GetAggregateComplianceDetailsByConfigRule', {
        ConfigRuleName: 'rotation-success',
        AccountId: member,
        AwsRegion: region,
      });
      return (answer['AggregateEvaluationResults'] as Shape[]).map((result) => result['ComplianceType']);
    };
    const mended = { rotationOccurringAsScheduled: true };
    const broken = { rotationOccurringAsScheduled: false };

    it('is the old verdict until the new one has come', async () => {
      await test.stop();
      await begin({ latencies: { configItem: 0, configRuleEvaluation: 0, aggregatorData: 10_000 } });
      changeSecret(test, 'db', mended);
      await test.pass(9_000);
      expect(await verdicts()).to.deep.equal(['NON_COMPLIANT']);
      await test.pass(2_000);
      expect(await verdicts()).to.deep.equal(['COMPLIANT']);
    });

    it('is the verdict that came last where it changes faster than aggregators learn of it', async () => {
      await test.stop();
      await begin({ latencies: { configItem: 0, configRuleEvaluation: 0, aggregatorData: 10_000 } });
      for (const change of [mended, broken, mended]) {
        changeSecret(test, 'db', change);
        await test.pass(4_000);
        expect(await verdicts()).to.deep.equal(['NON_COMPLIANT']);
      }
      await test.pass(10_000);
      expect(await verdicts()).to.deep.equal(['COMPLIANT']);
    });

    it('is the old item until the new one has come', async () => {
      await test.stop();
      await begin({ latencies: { configItem: 0, aggregatorData: 10_000 } });
      changeSecret(test, 'api', undefined);
      await test.pass(9_000);
      expect(await secretNames(test)).to.include('api');
      await test.pass(2_000);
      expect(await secretNames(test)).not.to.include('api');
    });
  });

  describe('while its role is gone', () => {
    const lose = (): void => {
      delete iamOf(test.world, administrator).roles['aggregator'];
    };

    it('stays for a day and is deleted then', async () => {
      lose();
      await test.pass(23 * hour);
      expect(await secretNames(test)).to.have.length(3);
      await test.pass(3 * hour);
      expect(await secretNames(test)).to.deep.equal([]);
    });

    it('comes back, like that of a new aggregator, when the role does', async () => {
      lose();
      await test.pass(26 * hour);
      addedRole(test.world, administrator, 'aggregator', { trust: 'config.amazonaws.com' });
      expect(await secretNames(test)).to.deep.equal([]);
      await test.pass(hour + 2 * minute);
      expect(await secretNames(test)).to.have.length(3);
    });

    it('stays where the role was gone for two half days', async () => {
      for (let time = 0; time < 2; time += 1) {
        lose();
        await test.pass(14 * hour);
        expect(await secretNames(test)).to.have.length(3);
        addedRole(test.world, administrator, 'aggregator', { trust: 'config.amazonaws.com' });
        await test.pass(2 * hour);
      }
    });

    it('begins anew with a change after it was deleted', async () => {
      lose();
      await test.pass(26 * hour);
      const role = addedRole(test.world, administrator, 'other', { trust: 'config.amazonaws.com' });
      await putAggregator(test, { RoleArn: role.arn });
      expect(await secretNames(test)).to.deep.equal([]);
      await test.pass(2 * minute);
      expect(await secretNames(test)).to.have.length(3);
    });
  });
});
