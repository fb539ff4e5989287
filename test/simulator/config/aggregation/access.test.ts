import { expect } from 'chai';
import type { Shape } from '../../../../src/simulator/kernel/contract.js';
import { addedRole, administrator, member, refusal, region, sessionOf } from '../support/world.js';
import type { TestWorld } from '../support/world.js';
import { aggregated, ask, secretType } from './support.js';

const identifier = {
  SourceAccountId: member,
  SourceRegion: region,
  ResourceId: 'x',
  ResourceType: secretType,
};
const operations: Readonly<Record<string, Shape>> = {
  BatchGetAggregateResourceConfig: { ResourceIdentifiers: [identifier] },
  DescribeAggregateComplianceByConfigRules: {},
  GetAggregateComplianceDetailsByConfigRule: { ConfigRuleName: 'x', AccountId: member, AwsRegion: region },
  GetAggregateConfigRuleComplianceSummary: {},
  GetAggregateDiscoveredResourceCounts: {},
  GetAggregateResourceConfig: { ResourceIdentifier: identifier },
  ListAggregateDiscoveredResources: { ResourceType: secretType },
  SelectAggregateResourceConfig: { Expression: 'SELECT resourceId' },
};

describe('reading an aggregator', () => {
  let test: TestWorld;
  let arn: string;
  before(async () => {
    test = await aggregated();
    const answer = await test.call(
      'config',
      'DescribeConfigurationAggregators',
      {},
      { accountId: administrator },
    );
    arn = String((answer['ConfigurationAggregators'] as Shape[])[0]?.['ConfigurationAggregatorArn']);
  });
  after(() => test.stop());

  for (const [operation, input] of Object.entries(operations)) {
    it(`by ${operation} is allowed on the aggregator alone`, async () => {
      const as = (Resource: string): Promise<Shape> => {
        const allow = [{ Action: `config:${operation}`, Resource }];
        const role = addedRole(test.world, administrator, `${operation}-${Resource.slice(-4)}`, { allow });
        const named = { ConfigurationAggregatorName: 'secrets', ...input };
        return test.call('config', operation, named, { caller: sessionOf(role, administrator) });
      };
      const other = arn.replace(/.{8}$/, 'aaaaaaaa');
      expect((await refusal(as(other))).code).to.equal('AccessDeniedException');
      if (operation === 'GetAggregateResourceConfig')
        expect((await refusal(as(arn))).code).to.equal('ResourceNotDiscoveredException');
      else await as(arn);
    });

    it(`by ${operation} needs one that exists`, async () => {
      const error = await refusal(ask(test, operation, { ...input, ConfigurationAggregatorName: 'none' }));
      expect(error.code).to.equal('NoSuchConfigurationAggregatorException');
    });
  }
});
