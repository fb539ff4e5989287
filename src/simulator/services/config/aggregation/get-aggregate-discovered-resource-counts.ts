import type { Operation } from '../../../kernel/contract.js';
import { shape, text } from '../../../kernel/input.js';
import { page } from '../../../kernel/pages.js';
import { countsAt } from '../items/read.js';
import { aggregatorAccess, namedAggregator } from '../named-aggregator.js';
import type { Place } from '../state.js';
import { compact } from '../wire.js';
import { coverageOf } from './coverage.js';
import { wantedBy } from './filters.js';
import { momentSeen } from './freshness.js';
import { limitOf } from './limit.js';
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
    const coverage = coverageOf(world, namedAggregator(input, call));
    const wanted = text(shape(input, 'Filters') ?? {}, 'ResourceType');
    const key = text(input, 'GroupByKey');
    const counts = new Map<string, number>();
    let total = 0;
    for (const place of coveredPlaces(world, coverage, wantedBy(input, 'Region'))) {
      for (const [type, count] of countsAt(world, place, momentSeen(world))) {
        if (count === 0 || (wanted ?? type) !== type || !coverage.shows(type)) continue;
        total += count;
        const group = groupOf(place, type, key);
        if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + count);
      }
    }
    const groups = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
    const { items, nextToken } = page(call.world, groups, {
      token: text(input, 'NextToken'),
      limit: limitOf(input, 1000),
      defaultSize: 1000,
      tokenError: 'InvalidNextTokenException',
    });
    return compact({
      TotalDiscoveredResources: total,
      GroupByKey: key,
      GroupedResourceCounts: items.map(([GroupName, ResourceCount]) => ({ GroupName, ResourceCount })),
      NextToken: nextToken,
    });
  },
};

function groupOf(place: Place, type: string, key: string | undefined): string | undefined {
  if (key === 'ACCOUNT_ID') return place.accountId;
  if (key === 'AWS_REGION') return place.region;
  return key && type;
}
