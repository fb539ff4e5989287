import { grammar } from 'ohm-js';
import type { ActionDict, Node, Semantics } from 'ohm-js';
import { checkQuery } from './check-query.js';
import { syntaxError } from './errors.js';
import { grammarText } from './grammar.js';
import type { Aggregate, AggregateFunction, Column, Condition, Literal, Path, Property } from './syntax.js';
import type { Query, Sort } from './syntax.js';

/** What can be asked of a phrase: one question for each kind of thing that it can mean. */
interface Phrase extends Node {
  query(): Query;
  column(): Column;
  sorted(): Property | Aggregate;
  sort(): Sort;
  condition(): Condition;
  path(): Path;
  paths(): readonly Path[];
  sorts(): readonly Sort[];
  literal(): Literal;
}

const phrase = (node: Node): Phrase => node as Phrase;
const items = (list: Node): readonly Phrase[] => list.asIteration().children.map(phrase);
const pathOf = (steps: Node): Path => items(steps).map((step) => step.sourceString);
/** The phrase that may be there. */
const perhaps = (option: Node): Phrase | undefined => option.children.map(phrase)[0];

const query: ActionDict<Query> = {
  Query: (_select, columns, where, groupBy, orderBy) => ({
    columns: items(columns).map((column) => column.column()),
    where: perhaps(where)?.condition(),
    groupBy: perhaps(groupBy)?.paths() ?? [],
    orderBy: perhaps(orderBy)?.sorts() ?? [],
  }),
};

const aggregate = (name: Node, of: Node): Aggregate => ({
  kind: 'aggregate',
  name: name.sourceString.toUpperCase() as AggregateFunction,
  of: of.sourceString === '*' ? '*' : phrase(of).path(),
});

const column: ActionDict<Column> = {
  star: (_star) => ({ kind: 'all' }),
  Aggregate: (name, _open, of, _close) => aggregate(name, of),
  property: (steps) => ({ kind: 'property', path: pathOf(steps) }),
};

const sorted: ActionDict<Property | Aggregate> = {
  Aggregate: (name, _open, of, _close) => aggregate(name, of),
  property: (steps) => ({ kind: 'property', path: pathOf(steps) }),
};

const sort: ActionDict<Sort> = {
  Sort: (by, direction) => ({
    by: phrase(by).sorted(),
    descending: direction.sourceString.toLowerCase() === 'desc',
  }),
};

const condition: ActionDict<Condition> = {
  Where: (_where, part) => phrase(part).condition(),
  Condition: (list) => joined('or', items(list)),
  Conjunction: (list) => joined('and', items(list)),
  Negation_not: (_not, part) => ({ kind: 'not', condition: phrase(part).condition() }),
  Negation_group: (_open, part, _close) => phrase(part).condition(),
  Comparison_compare: (path, operator, value) => ({
    kind: operator.sourceString as '=' | '<' | '>',
    path: phrase(path).path(),
    value: phrase(value).literal(),
  }),
  Comparison_in: (path, _in, _open, values, _close) => ({
    kind: 'in',
    path: phrase(path).path(),
    values: items(values).map((value) => value.literal()),
  }),
  Comparison_between: (path, _between, least, _and, most) => ({
    kind: 'between',
    path: phrase(path).path(),
    least: phrase(least).literal(),
    most: phrase(most).literal(),
  }),
  Comparison_like: (path, _like, pattern) => ({
    kind: 'like',
    path: phrase(path).path(),
    pattern: String(phrase(pattern).literal()),
  }),
};

function joined(kind: 'and' | 'or', parts: readonly Phrase[]): Condition {
  const conditions = parts.map((part) => part.condition());
  return conditions.length === 1 && conditions[0] !== undefined ? conditions[0] : { kind, conditions };
}

const literal: ActionDict<Literal> = {
  string: (_open, text, _close) => text.sourceString.replaceAll("''", "'"),
  number(this: Node, _sign, _whole, _dot, _fraction) {
    return Number(this.sourceString);
  },
  true: (_word) => true,
  false: (_word) => false,
};

const language = grammar(grammarText);
const meaning: Semantics = language
  .createSemantics()
  .addOperation('query', query)
  .addOperation('column', column)
  .addOperation('sorted', sorted)
  .addOperation('sort', sort)
  .addOperation('condition', condition)
  .addOperation<Path>('path', { property: pathOf })
  .addOperation<readonly Path[]>('paths', {
    GroupBy: (_group, _by, list) => items(list).map((path) => path.path()),
  })
  .addOperation<readonly Sort[]>('sorts', {
    OrderBy: (_order, _by, list) => items(list).map((entry) => entry.sort()),
  })
  .addOperation('literal', literal);

/**
 * Reads an advanced query.
 * @throws ServiceError InvalidExpressionException for what is not in the language, or is beyond AWS's limits
 */
export function parseQuery(expression: string): Query {
  const match = language.match(expression);
  if (match.failed()) throw syntaxError(expression, match.getRightmostFailurePosition());
  const parsed = (meaning(match) as Phrase).query();
  checkQuery(parsed);
  return parsed;
}
