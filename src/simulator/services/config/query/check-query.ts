import { invalidExpression } from './errors.js';
import { isAggregation, nameOf } from './syntax.js';
import type { Condition, Path, Query } from './syntax.js';

/*
 * The limits of https://docs.aws.amazon.com/config/latest/developerguide/querying-AWS-resources.html. The words of the errors
 * are ours: AWS publishes none but those of a syntax error.
 */

/**
 * The properties that every resource has; all others are below `configuration`, `supplementaryConfiguration`,
 * `relationships` and `tags`. Source: config/properties/AWS.properties.json of
 * https://github.com/awslabs/aws-config-resource-schema. That AWS refuses others is assumed.
 */
const roots: ReadonlySet<string> = new Set([
  'accountId',
  'arn',
  'availabilityZone',
  'awsRegion',
  'configuration',
  'configurationItemCaptureTime',
  'configurationItemDeliveryTime',
  'configurationItemStatus',
  'configurationStateId',
  'recordingFrequency',
  'relationships',
  'resourceCreationTime',
  'resourceId',
  'resourceName',
  'resourceType',
  'supplementaryConfiguration',
  'tags',
  'version',
]);

/** "The scalar properties returned are …" */
export const scalarProperties: readonly string[] = [
  'accountId',
  'awsRegion',
  'arn',
  'availabilityZone',
  'configurationItemCaptureTime',
  'resourceCreationTime',
  'resourceId',
  'resourceName',
  'resourceType',
  'version',
];

/** @throws ServiceError InvalidExpressionException */
export function checkQuery(query: Query): void {
  for (const path of pathsOf(query)) checkPath(path);
  if (query.where !== undefined) checkCondition(query.where);
  if (isAggregation(query)) checkAggregation(query);
  else checkOrder(query);
}

function checkPath(path: Path): void {
  const root = path[0] ?? '';
  if (!roots.has(root)) throw invalidExpression(`property '${path.join('.')}' is unknown`);
}

function checkAggregation({ columns, groupBy, orderBy }: Query): void {
  const groups = new Set(groupBy.map((path) => path.join('.')));
  for (const column of columns) {
    if (column.kind === 'all') throw invalidExpression('SELECT * is not supported in aggregations');
    if (column.kind === 'property' && !groups.has(nameOf(column)))
      throw invalidExpression(`property '${nameOf(column)}' must appear in the GROUP BY clause`);
    if (column.kind === 'aggregate' && column.of === '*' && column.name !== 'COUNT')
      throw invalidExpression(`function '${column.name}' needs a property`);
  }
  const byAggregate = orderBy.some(({ by }) => by.kind === 'aggregate');
  const most = byAggregate ? 1 : 3;
  if (groupBy.length > most)
    throw invalidExpression(
      `GROUP BY supports at most ${most === 1 ? 'one property' : 'three properties'}${byAggregate ? ' where ORDER BY has a function' : ''}`,
    );
  const output = new Set(columns.map((column) => (column.kind === 'all' ? '*' : nameOf(column))));
  for (const { by } of orderBy) {
    if (!output.has(nameOf(by))) throw notInOutput(nameOf(by));
  }
}

/** "Sorts a result set by one or more output properties." That AWS refuses others is assumed. */
function checkOrder({ columns, orderBy }: Query): void {
  const output = new Set(
    columns.flatMap((column) => (column.kind === 'all' ? scalarProperties : [nameOf(column)])),
  );
  for (const { by } of orderBy) {
    if (!output.has(nameOf(by))) throw notInOutput(nameOf(by));
  }
}

function notInOutput(name: string): Error {
  return invalidExpression(`'${name}' in the ORDER BY clause is not selected`);
}

function checkCondition(condition: Condition): void {
  if (condition.kind === 'and' || condition.kind === 'or') condition.conditions.forEach(checkCondition);
  else if (condition.kind === 'not') checkCondition(condition.condition);
  else if (condition.kind === 'like') checkPattern(condition.pattern);
}

/** `%` and `_` only at the end, behind at least three characters. */
function checkPattern(pattern: string): void {
  const [start = ''] = /^[^%_]*/.exec(pattern) ?? [];
  if (!/^[%_]*$/.test(pattern.slice(start.length)))
    throw invalidExpression(`LIKE '${pattern}': only suffix wildcards are supported`);
  if (start.length < 3)
    throw invalidExpression(`LIKE '${pattern}': a match must be at least three characters long`);
}

function pathsOf({ columns, where, groupBy, orderBy }: Query): readonly Path[] {
  const named = [...columns, ...orderBy.map(({ by }) => by)].flatMap((column) => {
    if (column.kind === 'all') return [];
    const path = column.kind === 'property' ? column.path : column.of;
    return path === '*' ? [] : [path];
  });
  return [...named, ...groupBy, ...(where === undefined ? [] : pathsIn(where))];
}

function pathsIn(condition: Condition): readonly Path[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.conditions.flatMap(pathsIn);
    case 'not':
      return pathsIn(condition.condition);
    default:
      return [condition.path];
  }
}
