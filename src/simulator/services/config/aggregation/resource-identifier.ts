import type { Call, Shape } from '../../../kernel/contract.js';
import { requiredText, text } from '../../../kernel/input.js';
import { itemAt } from '../items/read.js';
import type { ConfigurationItem } from '../items/types.js';
import type { Coverage } from './coverage.js';
import { momentSeen } from './freshness.js';

/** The item that an AggregateResourceIdentifier names; undefined where the aggregator has none of it, or of another name. */
export function identifiedItem(
  { world }: Call,
  coverage: Coverage,
  identifier: Shape,
): ConfigurationItem | undefined {
  const place = {
    accountId: requiredText(identifier, 'SourceAccountId'),
    region: requiredText(identifier, 'SourceRegion'),
  };
  const [type, id] = [requiredText(identifier, 'ResourceType'), requiredText(identifier, 'ResourceId')];
  if (!coverage.covers(place) || !coverage.shows(type)) return undefined;
  const item = itemAt(world, place, type, id, momentSeen(world));
  const name = text(identifier, 'ResourceName');
  return name === undefined || name === item?.name ? item : undefined;
}
