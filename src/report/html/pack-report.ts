import type { Finding, ReportedSecret, SecretReport, SecretRotation } from '../../model/secret-report.js';
import { targetKey, type Target } from '../../model/target.js';
import { exceptionsInWords } from '../secrets/exceptions-in-words.js';
import type { ReportView } from '../types.js';
import type {
  PackedFinding,
  PackedPlace,
  PackedRotation,
  PackedSecrets,
  PageData,
  PageRule,
  TrendPoint,
} from './page-data.js';

const hour = 3_600_000;

/** A report as the page reads it. */
export function packReport(
  { report, filtered }: Pick<ReportView, 'report' | 'filtered'>,
  rules: readonly PageRule[],
  trend: readonly TrendPoint[],
): PageData {
  const { generatedAt, organizationId, aggregator, accounts, regions } = report;
  const account = placesOf(accounts.map(({ id }) => id));
  const region = placesOf(regions);
  const placed = (target: Target): PackedPlace => ({
    account: account(target.accountId),
    region: region(target.region),
  });
  return {
    version: 1,
    generatedAt,
    organizationId,
    filtered,
    aggregator: { name: aggregator.name, accountId: aggregator.accountId, region: aggregator.region },
    accounts,
    regions,
    rules,
    secrets: packSecrets(report, rules, account, region),
    invisible: report.invisible.map((target) => ({ ...placed(target), reason: target.reason })),
    outdated: report.outdated.map((target) => ({ ...placed(target), reason: target.reason })),
    deleted: report.deleted.map((secret) => ({ ...placed(secret), name: secret.name })),
    leftOut: leftOutPlaces(report),
    uncovered: report.uncovered.map(({ accountId, region: only, reason, source }) => ({
      account: account(accountId ?? ''),
      ...(only !== undefined && { region: only }),
      reason,
      source,
    })),
    exceptions: exceptionsInWords(report),
    trend,
  };
}

function leftOutPlaces({ accounts, coverage, regions }: SecretReport): readonly number[] {
  const covered = new Set(coverage.map(targetKey));
  const anywhere = new Set(coverage.map(({ accountId }) => accountId));
  return accounts.flatMap(({ id: accountId }, account) =>
    anywhere.has(accountId)
      ? regions.flatMap((region, place) =>
          covered.has(targetKey({ accountId, region })) ? [] : [account * regions.length + place],
        )
      : [],
  );
}

type PlaceOf = (text: string) => number;

function placesOf(texts: readonly string[]): PlaceOf {
  const places = new Map(texts.map((text, place) => [text, place]));
  return (text) => places.get(text) ?? -1;
}

/** Values that repeat, each once; `place` gives where a value stands. */
class Dictionary<T> {
  readonly values: T[] = [];
  readonly #places = new Map<string, number>();

  place(value: T): number {
    const text = JSON.stringify(value);
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.values.length);
    return this.values.push(value) - 1;
  }
}

function packSecrets(
  { secrets, generatedAt }: SecretReport,
  rules: readonly PageRule[],
  account: PlaceOf,
  region: PlaceOf,
): PackedSecrets {
  const now = Date.parse(generatedAt);
  const keys = new Dictionary<ReportedSecret['key']>();
  const rotations = new Dictionary<PackedRotation>();
  const owners = new Dictionary<string>();
  const tags = new Dictionary<ReportedSecret['tags']>();
  const findings = new Dictionary<PackedFinding>();
  const arnStart = secrets[0]?.arn.split(':').slice(0, 3).join(':') ?? '';
  const findingOf = ({ findings: all }: ReportedSecret, { name }: PageRule) =>
    all.find(({ rule }) => rule === name);
  const access = secrets.map(({ access }) => access);
  return {
    count: secrets.length,
    account: secrets.map(({ accountId }) => account(accountId)),
    region: secrets.map((secret) => region(secret.region)),
    name: secrets.map(({ name }) => name),
    arnStart,
    arn: secrets.map((secret) => arnTail(secret, arnStart)),
    key: secrets.map(({ key }) => keys.place(key)),
    keys: keys.values,
    rotation: secrets.map(({ rotation }) => rotations.place(packedRotation(rotation))),
    rotations: rotations.values,
    owner: secrets.map(({ owner }) => (owner === undefined ? -1 : owners.place(owner))),
    owners: owners.values,
    tag: secrets.map((secret) => tags.place(secret.tags)),
    tags: tags.values,
    finding: rules.map((rule) =>
      secrets.map((secret) => findings.place(packedFinding(findingOf(secret, rule)))),
    ),
    findings: findings.values,
    age: rules.map((rule) => secrets.map((secret) => ageOf(findingOf(secret, rule), now))),
    ...(access.some((one) => one !== 'not-read') && {
      access: access.map((one) => (one === 'not-read' ? { unknown: 'not read' } : one)),
    }),
  };
}

/** What nobody reported was not seen: it is never shown as compliant. */
function packedFinding(finding: Finding | undefined): PackedFinding {
  if (!finding) return { state: 'not-visible' };
  const { state, reason, falsePositive, exception } = finding;
  return {
    state,
    ...(reason !== undefined && { reason }),
    ...(falsePositive !== undefined && { falsePositive }),
    ...(exception !== undefined && { exception }),
  };
}

function packedRotation(rotation: SecretRotation): PackedRotation {
  const { enabled, schedule, functionArn, occursAsScheduled } = rotation;
  return {
    enabled: enabled ?? null,
    ...(schedule !== undefined && { schedule }),
    ...(functionArn !== undefined && { functionArn }),
    ...(occursAsScheduled !== undefined && { occursAsScheduled }),
  };
}

function ageOf(finding: Finding | undefined, now: number): number {
  if (finding?.recordedAt === undefined) return -1;
  return Math.max(0, Math.floor((now - Date.parse(finding.recordedAt)) / hour));
}

function arnTail({ arn, accountId, region, name }: ReportedSecret, arnStart: string): string {
  const usual = `${arnStart}:${region}:${accountId}:secret:${name}`;
  return arn.startsWith(usual) ? arn.slice(usual.length) : arn;
}
