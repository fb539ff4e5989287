import type { Operation, Shape } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import { capped } from '../compliance/wire.js';
import { aggregatorAccess, namedAggregator } from '../named-aggregator.js';
import { compact, time } from '../wire.js';
import { coverageOf } from './coverage.js';
import { wantedBy } from './filters.js';
import { limitOf } from './limit.js';
import { pageOfMade } from './listing.js';
import { ruleCounts } from './rule-counts.js';
import type { RuleCounts } from './rule-counts.js';

/**
 * How many rules are compliant and how many are not, "up to a maximum of 25 for rules", in each account or Region; pages of
 * 1,000. Without GroupByKey one summary of all (assumed), and none of an account or Region without results (assumed).
 * https://docs.aws.amazon.com/config/latest/APIReference/API_GetAggregateConfigRuleComplianceSummary.html
 */
export const getAggregateConfigRuleComplianceSummary: Operation = {
  service: 'config',
  name: 'GetAggregateConfigRuleComplianceSummary',
  mutating: false,
  access: aggregatorAccess('config:GetAggregateConfigRuleComplianceSummary'),
  handle(input, call) {
    const { world } = call;
    const aggregator = namedAggregator(input, call);
    const key = text(input, 'GroupByKey');
    const wanted = wantedBy(input, 'AwsRegion');
    const make = (): readonly Shape[] =>
      summed(ruleCounts(world, coverageOf(world, aggregator), wanted), key).map(({ name, sums }) =>
        compact({
          GroupName: name,
          ComplianceSummary: {
            CompliantResourceCount: capped(sums.compliant),
            NonCompliantResourceCount: capped(sums.nonCompliant),
            ComplianceSummaryTimestamp: time(world.clock.now()),
          },
        }),
      );
    const { items, nextToken } = pageOfMade(world, ['summary', aggregator.arn, input['Filters'], key], make, {
      token: text(input, 'NextToken'),
      limit: limitOf(input, 1000),
      defaultSize: 1000,
    });
    return compact({ GroupByKey: key, AggregateComplianceCounts: items, NextToken: nextToken });
  },
};

interface Group {
  /** Undefined where nothing is grouped. */
  readonly name: string | undefined;
  readonly sums: { compliant: number; nonCompliant: number };
}

function summed(counts: Iterable<RuleCounts>, key: string | undefined): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { accountId, region, nonCompliant } of counts) {
    const name = key === undefined ? undefined : key === 'ACCOUNT_ID' ? accountId : region;
    const group = groups.get(name ?? '') ?? { name, sums: { compliant: 0, nonCompliant: 0 } };
    groups.set(name ?? '', group);
    group.sums[nonCompliant > 0 ? 'nonCompliant' : 'compliant'] += 1;
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
