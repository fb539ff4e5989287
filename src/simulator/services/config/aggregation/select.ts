import type { Shape, World } from '../../../kernel/contract.js';
import { requiredText, text } from '../../../kernel/input.js';
import { documentOf } from '../items/document.js';
import type { ConfigurationItem } from '../items/types.js';
import type { Document } from '../query/document.js';
import { valuesAllowed } from '../query/narrowing.js';
import { parseQuery } from '../query/parse-query.js';
import { fieldsOf, runQuery } from '../query/run-query.js';
import { isAggregation } from '../query/syntax.js';
import type { Query } from '../query/syntax.js';
import { compact } from '../wire.js';
import { limitOf } from './limit.js';
import { pageOfMade } from './listing.js';
import { recentOf } from './recent.js';
import type { Wanted } from './resources.js';

/** Queries that were read: each comes again for every page. */
const parsed = recentOf<Query>(16);

/** What a query runs over. */
interface Scope {
  /** Tells it from all others of the world. */
  readonly id: string;
  items(wanted: Wanted): Iterable<ConfigurationItem>;
}

/**
 * One page of an advanced query's rows: 25 without a limit, 500 of an aggregation.
 * @throws ServiceError InvalidExpressionException, InvalidLimitException, InvalidNextTokenException
 */
export function select(world: World, input: Shape, scope: Scope): Shape {
  const expression = requiredText(input, 'Expression');
  const query = parsed(world).get(expression) ?? parseQuery(expression);
  parsed(world).set(expression, query);
  const limit = limitOf(input, 100, 'MaxResults') ?? limitOf(input, 100);
  const defaultSize = isAggregation(query) ? 500 : 25;
  const make = (): readonly string[] => {
    const rows = runQuery(query, documents(scope, query));
    // "Pagination is supported for all aggregate queries except when ORDER BY clause has an aggregate function."
    return query.orderBy.some(({ by }) => by.kind === 'aggregate')
      ? rows.slice(0, limit ?? defaultSize)
      : rows;
  };
  const { items, nextToken } = pageOfMade(world, ['select', scope.id, expression], make, {
    token: text(input, 'NextToken'),
    limit,
    defaultSize,
    maxSize: Math.max(defaultSize, 100),
  });
  return compact({
    Results: items,
    QueryInfo: { SelectFields: fieldsOf(query).map((Name) => ({ Name })) },
    NextToken: nextToken,
  });
}

function* documents(scope: Scope, { where }: Query): Iterable<Document> {
  const wanted: Wanted = {
    types: valuesAllowed(where, 'resourceType'),
    accountIds: valuesAllowed(where, 'accountId'),
    regions: valuesAllowed(where, 'awsRegion'),
  };
  for (const item of scope.items(wanted)) yield documentOf(item);
}
