import type { Operation } from '../../../kernel/contract.js';
import { shape, text } from '../../../kernel/input.js';
import { capped } from '../compliance/wire.js';
import type { Compliance } from '../compliance/wire.js';
import { aggregatorAccess, namedAggregator } from '../named-aggregator.js';
import { compact } from '../wire.js';
import { coverageOf } from './coverage.js';
import { complianceFilter, wantedBy } from './filters.js';
import { limitOf } from './limit.js';
import { pageOfMade } from './listing.js';
import { ruleCounts } from './rule-counts.js';
import type { RuleCounts } from './rule-counts.js';

/**
 * Pages of 1,000. A rule counts "the number of resources for compliant and noncompliant rules": those that made it the one or
 * the other.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeAggregateComplianceByConfigRules.html
 */
export const describeAggregateComplianceByConfigRules: Operation = {
  service: 'config',
  name: 'DescribeAggregateComplianceByConfigRules',
  mutating: false,
  access: aggregatorAccess('config:DescribeAggregateComplianceByConfigRules'),
  handle(input, call) {
    const aggregator = namedAggregator(input, call);
    const filters = shape(input, 'Filters') ?? {};
    const [ruleName, wanted] = [text(filters, 'ConfigRuleName'), complianceFilter(filters)];
    const make = (): readonly Row[] =>
      [...ruleCounts(call.world, coverageOf(call.world, aggregator), wantedBy(input, 'AwsRegion'))]
        .filter((counts) => (ruleName ?? counts.ruleName) === counts.ruleName)
        .map(rowOf)
        .filter((row) => (wanted ?? row.Compliance.ComplianceType) === row.Compliance.ComplianceType);
    const { items, nextToken } = pageOfMade(call.world, ['rules', aggregator.arn, filters], make, {
      token: text(input, 'NextToken'),
      limit: limitOf(input, 1000),
      defaultSize: 1000,
    });
    return compact({ AggregateComplianceByConfigRules: items, NextToken: nextToken });
  },
};

interface Row {
  readonly ConfigRuleName: string;
  readonly Compliance: Compliance;
  readonly AccountId: string;
  readonly AwsRegion: string;
}

function rowOf({ ruleName, accountId, region, compliant, nonCompliant }: RuleCounts): Row {
  const failed = nonCompliant > 0;
  return {
    ConfigRuleName: ruleName,
    Compliance: {
      ComplianceType: failed ? 'NON_COMPLIANT' : 'COMPLIANT',
      ComplianceContributorCount: capped(failed ? nonCompliant : compliant),
    },
    AccountId: accountId,
    AwsRegion: region,
  };
}
