import type { Operation, Shape } from '../../../kernel/contract.js';
import { requiredText, shape, text } from '../../../kernel/input.js';
import type { ConfigurationItem } from '../items/types.js';
import { aggregatorAccess, namedAggregator } from '../named-aggregator.js';
import { compact } from '../wire.js';
import { coverageOf } from './coverage.js';
import { only, wantedBy } from './filters.js';
import { limitOf } from './limit.js';
import { pageOfMade } from './listing.js';
import { aggregatedItems } from './resources.js';

/**
 * Pages of 100 (the default is assumed: the API model names the maximum alone).
 * https://docs.aws.amazon.com/config/latest/APIReference/API_ListAggregateDiscoveredResources.html
 */
export const listAggregateDiscoveredResources: Operation = {
  service: 'config',
  name: 'ListAggregateDiscoveredResources',
  mutating: false,
  access: aggregatorAccess('config:ListAggregateDiscoveredResources'),
  handle(input, call) {
    const aggregator = namedAggregator(input, call);
    const type = requiredText(input, 'ResourceType');
    const filters = shape(input, 'Filters') ?? {};
    const [id, name] = [text(filters, 'ResourceId'), text(filters, 'ResourceName')];
    const make = (): readonly Shape[] => {
      const wanted = { ...wantedBy(input, 'Region'), types: only(type) };
      const found: Shape[] = [];
      // One by one: an organization has more items than fit into memory in full.
      for (const item of aggregatedItems(call.world, coverageOf(call.world, aggregator), wanted)) {
        if ((id ?? item.resourceId) === item.resourceId && (name ?? item.name) === item.name)
          found.push(identifierOf(item));
      }
      return found;
    };
    const { items, nextToken } = pageOfMade(call.world, ['resources', aggregator.arn, type, filters], make, {
      token: text(input, 'NextToken'),
      limit: limitOf(input, 100),
      defaultSize: 100,
    });
    return compact({ ResourceIdentifiers: items, NextToken: nextToken });
  },
};

function identifierOf({ accountId, region, resourceId, resourceType, name }: ConfigurationItem): Shape {
  return compact({
    SourceAccountId: accountId,
    SourceRegion: region,
    ResourceId: resourceId,
    ResourceType: resourceType,
    ResourceName: name,
  });
}
