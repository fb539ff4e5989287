/** A property of a resource, step by step: `configuration.RotationRules.AutomaticallyAfterDays`. */
export type Path = readonly string[];

export type AggregateFunction = 'AVG' | 'COUNT' | 'MAX' | 'MIN' | 'SUM';

export interface Aggregate {
  readonly kind: 'aggregate';
  readonly name: AggregateFunction;
  /** `*` counts resources. */
  readonly of: Path | '*';
}

export interface Property {
  readonly kind: 'property';
  readonly path: Path;
}

/** `SELECT *` has the kind `all`. */
export type Column = { readonly kind: 'all' } | Property | Aggregate;

export interface Sort {
  readonly by: Property | Aggregate;
  readonly descending: boolean;
}

export type Literal = string | number | boolean;

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | Comparison;

/** What is asked of one property. */
export type Comparison =
  | { readonly kind: '=' | '<' | '>'; readonly path: Path; readonly value: Literal }
  | { readonly kind: 'in'; readonly path: Path; readonly values: readonly Literal[] }
  | { readonly kind: 'between'; readonly path: Path; readonly least: Literal; readonly most: Literal }
  | { readonly kind: 'like'; readonly path: Path; readonly pattern: string };

/** An advanced query, as it was written. */
export interface Query {
  readonly columns: readonly Column[];
  readonly where: Condition | undefined;
  readonly groupBy: readonly Path[];
  readonly orderBy: readonly Sort[];
}

/** A column or a sort as it is written, which is also its name in an answer: `COUNT(*)`, `configuration.Name`. */
export function nameOf(column: Property | Aggregate): string {
  if (column.kind === 'property') return column.path.join('.');
  return `${column.name}(${column.of === '*' ? '*' : column.of.join('.')})`;
}

/** Is it a query over groups of resources, rather than over resources? */
export function isAggregation(query: Query): boolean {
  return query.groupBy.length > 0 || query.columns.some((column) => column.kind === 'aggregate');
}
