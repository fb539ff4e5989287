import type { RegionName } from '../../model/target.js';

/** A statement of a policy, as it stands in its JSON. */
export type Statement = Readonly<Record<string, unknown>>;

export function statementsOf(content: string): readonly Statement[] {
  const { Statement } = JSON.parse(content) as { Statement?: unknown };
  return listOf(Statement) as readonly Statement[];
}

const regionKey = 'aws:requestedregion';
const principalKey = 'aws:principalarn';
const evaluated: ReadonlySet<string> = new Set([regionKey, principalKey]);

interface Condition {
  readonly key: string;
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

function conditionsOf(statement: Statement): readonly Condition[] {
  return Object.entries(
    (statement['Condition'] ?? {}) as Record<string, Readonly<Record<string, unknown>>>,
  ).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({
      key,
      negated: /Not(Equals|Like)/.test(operator),
      patterns: textsOf(values),
    })),
  );
}

/** Keys of conditions that neither `regionsOf` nor `binds` evaluates. */
export function conditionsNotEvaluated(statement: Statement): readonly string[] {
  return conditionsOf(statement)
    .map(({ key }) => key)
    .filter((key) => !evaluated.has(key.toLowerCase()));
}

/** Where the statement denies; `undefined`: nowhere. */
export function regionsOf(
  statement: Statement,
  regions: readonly RegionName[],
): readonly RegionName[] | 'all' | undefined {
  const conditions = conditionsOf(statement).filter(({ key }) => key.toLowerCase() === regionKey);
  if (conditions.length === 0) return 'all';
  const held = regions.filter((region) =>
    conditions.every(({ patterns, negated }) => patterns.some((one) => fits(one, region)) !== negated),
  );
  if (held.length === 0) return undefined;
  return held.length < regions.length ? held : 'all';
}

/** Whether the statement is about a role: an ARN of another partition names nobody here. */
export function binds(statement: Statement, arn: string): boolean {
  return conditionsOf(statement)
    .filter(({ key }) => key.toLowerCase() === principalKey)
    .every(
      ({ patterns, negated }) => patterns.some((pattern) => fits(withAnyAccount(pattern), arn)) !== negated,
    );
}

/** `arn:aws:iam::111111111111:role/a` → `arn:aws:iam::*:role/a`. */
function withAnyAccount(pattern: string): string {
  const parts = pattern.split(':');
  return parts.length < 6 ? pattern : parts.with(4, '*').join(':');
}

/** By Action and NotAction. */
export function isAbout(statement: Statement, action: string): boolean {
  const matches = (patterns: unknown) =>
    textsOf(patterns).some((pattern) => fits(pattern.toLowerCase(), action.toLowerCase()));
  return statement['Action'] === undefined
    ? statement['NotAction'] !== undefined && !matches(statement['NotAction'])
    : matches(statement['Action']);
}

/** By Resource and NotResource. */
export function reaches(statement: Statement, action: string, resource: string): boolean {
  const service = action.split(':')[0] ?? '';
  const matches = (patterns: unknown) =>
    textsOf(patterns).some((pattern) => {
      if (pattern === '*' || resource === '*') return pattern === '*';
      const [, , where = '', , , ...rest] = pattern.split(':');
      return fits(where, service) && fits(rest.join(':'), resource);
    });
  return statement['Resource'] === undefined
    ? statement['NotResource'] !== undefined && !matches(statement['NotResource'])
    : matches(statement['Resource']);
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

function fits(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}
