import type { Operation } from '../../../kernel/contract.js';
import { shape, text } from '../../../kernel/input.js';
import { countsAt } from '../items/read.js';
import { aggregatorAccess, namedAggregator } from '../named-aggregator.js';
import type { Place } from '../state.js';
import { compact } from '../wire.js';
import { coverageOf } from './coverage.js';
import { wantedBy } from './filters.js';
import { momentSeen } from './freshness.js';
import { limitOf } from './limit.js';
import { pageOfMade } from './listing.js';
import { coveredPlaces } from './resources.js';

/**
 * How many resources there are, in all and in each group; pages of 1,000 groups, by name. Records of compliance are no
 * resources (assumed).
 * https://docs.aws.amazon.com/config/latest/APIReference/API_GetAggregateDiscoveredResourceCounts.html
 */
export const getAggregateDiscoveredResourceCounts: Operation = {
  service: 'config',
  name: 'GetAggregateDiscoveredResourceCounts',
  mutating: false,
  access: aggregatorAccess('config:GetAggregateDiscoveredResourceCounts'),
  handle(input, call) {
    const { world } = call;
    const aggregator = namedAggregator(input, call);
    const filters = shape(input, 'Filters') ?? {};
    const key = text(input, 'GroupByKey');
    const make = () => {
      const coverage = coverageOf(world, aggregator);
      const wanted = text(filters, 'ResourceType');
      const counts = new Map<string, number>();
      for (const place of coveredPlaces(world, coverage, wantedBy(input, 'Region'))) {
        for (const [type, count] of countsAt(world, place, momentSeen(world))) {
          if (count === 0 || (wanted ?? type) !== type || !coverage.shows(type)) continue;
          const group = groupOf(place, type, key);
          counts.set(group, (counts.get(group) ?? 0) + count);
        }
      }
      return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
    };
    const { all, items, nextToken } = pageOfMade(world, ['counts', aggregator.arn, filters, key], make, {
      token: text(input, 'NextToken'),
      limit: limitOf(input, 1000),
      defaultSize: 1000,
    });
    return compact({
      TotalDiscoveredResources: all.reduce((sum, [, count]) => sum + count, 0),
      GroupByKey: key,
      GroupedResourceCounts:
        key === undefined ? [] : items.map(([GroupName, ResourceCount]) => ({ GroupName, ResourceCount })),
      NextToken: key === undefined ? undefined : nextToken,
    });
  },
};

/** Where nobody asks for groups, all is one. */
function groupOf(place: Place, type: string, key: string | undefined): string {
  if (key === 'ACCOUNT_ID') return place.accountId;
  if (key === 'AWS_REGION') return place.region;
  return key === undefined ? '' : type;
}
