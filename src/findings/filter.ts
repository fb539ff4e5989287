import type { RuleName } from '../model/catalog.js';
import type { FindingState, ReportedSecret, SecretReport } from '../model/secret-report.js';
import type { AccountId, RegionName, Target } from '../model/target.js';

/** What a report is narrowed to. An empty list narrows nothing; of several values of one list any will do. */
export interface Filters {
  readonly accounts: readonly AccountId[];
  /** Paths of organizational units, with all that is below them. */
  readonly units: readonly string[];
  readonly regions: readonly RegionName[];
  readonly rules: readonly RuleName[];
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** An empty text: secrets without an owner. */
  readonly owners: readonly string[];
  /** Secrets with a finding in one of these states, under the rules asked for. */
  readonly states: readonly FindingState[];
}

export const noFilters: Filters = {
  accounts: [],
  units: [],
  regions: [],
  rules: [],
  tags: [],
  owners: [],
  states: [],
};

export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((values: readonly unknown[]) => values.length > 0);
}

/** Does a place pass? For what is read as for what is shown. */
export function placeFilter(
  { accounts, regions, units }: Filters,
  unitOf: (accountId: AccountId) => string,
): (target: Target) => boolean {
  return ({ accountId, region }) =>
    passes(accounts, accountId) &&
    passes(regions, region) &&
    (units.length === 0 || units.some((unit) => isBelow(unitOf(accountId), unit)));
}

/**
 * The report, narrowed to secrets, and to rules: a secret that stays keeps its finding under each rule asked for. Places
 * that are not visible stay whatever is asked of secrets: nobody knows what theirs are like.
 */
export function filterReport(report: SecretReport, filters: Filters): SecretReport {
  if (!isFiltered(filters)) return report;
  const units = new Map(report.accounts.map(({ id, unit }) => [id, unit]));
  const isPlace = placeFilter(filters, (accountId) => units.get(accountId) ?? '');
  const isSecret = secretFilter(filters);
  const isAccount = placeFilter({ ...filters, regions: [] }, (accountId) => units.get(accountId) ?? '');
  const isUncovered = (accountId: AccountId, region: RegionName | undefined) =>
    region === undefined ? isAccount({ accountId, region: '' }) : isPlace({ accountId, region });
  return {
    ...report,
    rules: report.rules.filter((rule) => passes(filters.rules, rule)),
    secrets: report.secrets
      .filter(isPlace)
      .map((secret) => underRules(secret, filters))
      .filter(isSecret),
    deleted: report.deleted.filter(isPlace),
    invisible: report.invisible.filter(isPlace),
    outdated: report.outdated.filter(isPlace),
    uncovered: report.uncovered.filter(({ accountId, region }) => isUncovered(accountId ?? '', region)),
  };
}

function secretFilter({ owners, states, tags }: Filters): (secret: ReportedSecret) => boolean {
  return ({ findings, owner, tags: own }) =>
    passes(owners, owner ?? '') &&
    (tags.length === 0 || tags.some(({ key, value }) => own[key] === value)) &&
    (states.length === 0 || findings.some(({ state }) => states.includes(state)));
}

function underRules(secret: ReportedSecret, { rules }: Filters): ReportedSecret {
  if (rules.length === 0) return secret;
  return { ...secret, findings: secret.findings.filter(({ rule }) => rules.includes(rule)) };
}

function passes<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function isBelow(path: string, unit: string): boolean {
  return unit === '/' || path === unit || path.startsWith(`${unit}/`);
}
