import { ruleNames, type RuleName } from '../model/catalog.js';
import type { Desired } from '../model/desired.js';
import type { OrgConfig } from '../model/org-config.js';
import type { Organization } from '../model/organization.js';
import type {
  DeletedSecret,
  Finding,
  ReportedAccount,
  ReportedSecret,
  SecretAccess,
  SecretReport,
} from '../model/secret-report.js';
import { compareTargets, compareText, targetKey, type Target } from '../model/target.js';
import { placesByAccount } from './account-places.js';
import { keyOf, rotationOf } from './describe-secret.js';
import { exceptionsOn, withoutSuffix, type Exceptions } from './exceptions.js';
import { judge } from './judge.js';
import { placesOf, type Places } from './places.js';
import type { Results } from './results.js';
import type { RecordedSecret, SourceStatus } from './rows.js';
import { tagValue } from './tag-value.js';
import { uncoveredAccounts } from './uncovered.js';

/** All that a report is made of. */
export interface Material {
  readonly config: Pick<OrgConfig, 'report'>;
  readonly organization: Organization;
  readonly desired: Desired;
  readonly sources: readonly SourceStatus[];
  readonly secrets: readonly RecordedSecret[];
  readonly results: Results;
  /** What was read of a secret itself; `undefined`: nobody asked. */
  readonly accessOf?:
    ((target: Target, arn: string) => SecretAccess | { readonly unknown: string }) | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Joins what was read: every secret that has a configuration, and every one that has nothing but results. */
export function makeReport(material: Material): SecretReport {
  const { config, organization, desired, sources, results, now } = material;
  const generatedAt = new Date(now).toISOString();
  const places = placesOf(desired, sources);
  const accounts = placesByAccount(organization);
  const exceptions = exceptionsOn(
    generatedAt.slice(0, 10),
    config.report.exceptions,
    (accountId) => accounts.get(accountId)?.above ?? new Set(),
  );
  const joined = { material, places, exceptions };
  const recorded = distinctSecrets(material.secrets);
  const live = recorded.filter(({ deleted }) => !deleted);
  const known = new Set(
    recorded.flatMap((secret) => [keyOfSecret(secret, secret.resourceId), keyOfSecret(secret, secret.arn)]),
  );
  const unrecorded = results.targets().flatMap((target) =>
    results
      .resourceIds(target)
      .filter((id) => !known.has(keyOfSecret(target, id)))
      .map((id) => unrecordedSecret(target, id, joined)),
  );
  const secrets = [...live.map((secret) => recordedSecret(secret, joined)), ...unrecorded];
  const { name, accountId, region } = desired.aggregator;
  return {
    generatedAt,
    organizationId: desired.organizationId,
    partition: desired.partition,
    aggregator: { name, accountId, region },
    accounts: organization.accounts.map(({ id, name: accountName }): ReportedAccount => ({
      id,
      name: accountName,
      unit: accounts.get(id)?.unit ?? '/',
    })),
    coverage: desired.coverage,
    regions: [...new Set(desired.coverage.map((target) => target.region))].toSorted(compareText),
    rules: ruleNames,
    tagKeys: config.report.tags,
    secrets: secrets.toSorted(bySecret),
    deleted: recorded
      .filter(({ deleted }) => deleted)
      .map(toDeleted)
      .toSorted(bySecret),
    invisible: places.invisible,
    outdated: places.outdated,
    uncovered: uncoveredAccounts(desired, organization),
    exceptions: exceptions.all,
  };
}

interface Joined {
  readonly material: Material;
  readonly places: Places;
  readonly exceptions: Exceptions;
}

function keyOfSecret(target: Target, id: string): string {
  return `${targetKey(target)}/${id}`;
}

/** Pages may overlap where a secret changed between them: the last word about it counts. */
function distinctSecrets(secrets: readonly RecordedSecret[]): readonly RecordedSecret[] {
  return [...new Map(secrets.map((secret) => [keyOfSecret(secret, secret.resourceId), secret])).values()];
}

function bySecret(a: Target & { readonly name: string; readonly arn: string }, b: typeof a): number {
  return compareTargets(a, b) || compareText(a.name, b.name) || compareText(a.arn, b.arn);
}

function toDeleted({ accountId, region, arn, name }: RecordedSecret): DeletedSecret {
  return { accountId, region, arn, name };
}

function recordedSecret(recorded: RecordedSecret, joined: Joined): ReportedSecret {
  const { accountId, region, arn, name } = recorded;
  const { report } = joined.material.config;
  const key = keyOf(recorded, accountId);
  const secret = { accountId, region, arn, name };
  return {
    ...secret,
    recorded: true,
    key,
    rotation: rotationOf(recorded),
    access: joined.material.accessOf?.(secret, arn) ?? 'not-read',
    tags: shownTags(recorded, report.tags),
    owner: report.ownerTag === undefined ? undefined : tagValue(recorded, report.ownerTag),
    findings: findingsOf(secret, [recorded.resourceId, arn], key, recorded, joined),
  };
}

/** A secret of which the aggregator has results alone: it is shown with what its id tells. */
function unrecordedSecret(target: Target, resourceId: string, joined: Joined): ReportedSecret {
  const { accountId, region } = target;
  const key = { kind: 'unknown' } as const;
  const secret = { accountId, region, arn: resourceId, name: nameIn(resourceId) };
  return {
    ...secret,
    recorded: false,
    key,
    rotation: {
      enabled: undefined,
      schedule: undefined,
      functionArn: undefined,
      occursAsScheduled: undefined,
    },
    access: joined.material.accessOf?.(secret, resourceId) ?? 'not-read',
    tags: {},
    owner: undefined,
    findings: findingsOf(secret, [resourceId], key, undefined, joined),
  };
}

function nameIn(resourceId: string): string {
  const name = /^arn:[^:]+:secretsmanager:[^:]*:\d{12}:secret:(.+)$/.exec(resourceId)?.[1];
  return name === undefined ? resourceId : withoutSuffix(name);
}

function shownTags(
  secret: Pick<RecordedSecret, 'tags'>,
  keys: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = tagValue(secret, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function findingsOf(
  secret: Target & { readonly arn: string; readonly name: string },
  ids: readonly string[],
  key: ReportedSecret['key'],
  recorded: RecordedSecret | undefined,
  { material, places, exceptions }: Joined,
): readonly Finding[] {
  const results = ids.map((id) => material.results.get(secret, id)).find((found) => found !== undefined);
  return ruleNames.map((rule: RuleName): Finding => {
    const { accountId, region } = secret;
    const finding = judge(
      { accountId, region, rule, result: results?.[rule], recorded, key },
      places,
      material.now,
    );
    const exception = finding.state === 'non-compliant' ? exceptions.find(secret, rule) : undefined;
    return exception === undefined ? finding : { ...finding, exception };
  });
}
