import { makeReport, type Material } from '../../src/findings/make-report.js';
import { Results } from '../../src/findings/results.js';
import type { RecordedSecret, RuleResult, SourceStatus } from '../../src/findings/rows.js';
import { ruleNames, type RuleName } from '../../src/model/catalog.js';
import type { Desired } from '../../src/model/desired.js';
import type { Organization } from '../../src/model/organization.js';
import type { ReportConfig } from '../../src/model/org-config.js';
import type { Finding, ReportedSecret, SecretReport } from '../../src/model/secret-report.js';
import type { Target } from '../../src/model/target.js';
import { smallDesired } from '../support/desired.js';

const now = Date.parse('2026-11-27T12:00:00Z');
export const shop: Target = { accountId: '333333333333', region: 'eu-west-1' };

/** An hour this many hours ago. */
export function hoursAgo(hours: number): string {
  return new Date(now - hours * 3_600_000).toISOString();
}

export function arnOf(name: string, { accountId, region }: Target = shop): string {
  return `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-AbCdEf`;
}

/** A secret that was recorded long ago, without rotation, under the key of AWS. */
export function recordedSecret(name: string, changes: Partial<RecordedSecret> = {}): RecordedSecret {
  const target = { accountId: changes.accountId ?? shop.accountId, region: changes.region ?? shop.region };
  const arn = arnOf(name, target);
  return {
    ...target,
    resourceId: arn,
    arn,
    name,
    kmsKeyId: undefined,
    rotation: {
      enabled: false,
      afterDays: undefined,
      afterHours: undefined,
      expression: undefined,
      functionArn: undefined,
      occursAsScheduled: undefined,
    },
    tags: {},
    deleted: false,
    capturedAt: hoursAgo(1000),
    ...changes,
  };
}

export function rotating(changes: Partial<RecordedSecret['rotation']> = {}): RecordedSecret['rotation'] {
  return {
    ...recordedSecret('x').rotation,
    enabled: true,
    afterDays: 30,
    occursAsScheduled: true,
    ...changes,
  };
}

export function result(
  name: string,
  rule: RuleName,
  compliance: string,
  changes: Partial<RuleResult> = {},
): RuleResult {
  const target = { accountId: changes.accountId ?? shop.accountId, region: changes.region ?? shop.region };
  return {
    ...target,
    rule,
    resourceId: arnOf(name, target),
    compliance,
    recordedAt: hoursAgo(24),
    ...changes,
  };
}

export function resultsOf(...results: readonly RuleResult[]): Results {
  const all = new Results();
  for (const one of results) all.add(one);
  return all;
}

/** Every rule in the Region of the small organization. */
export function desiredWithRules(changes: Partial<Desired> = {}): Desired {
  return smallDesired({
    rulesByRegion: new Map([
      [
        'eu-west-1',
        ruleNames.map((name) => ({
          name,
          identifier: name.toUpperCase().replaceAll('-', '_'),
          parameters: {},
          defaults: {},
          frequency: /periodic|unused/.test(name) ? 'TwentyFour_Hours' : undefined,
        })),
      ],
    ]),
    ...changes,
  });
}

function smallOrganization(): Organization {
  const account = (id: string, name: string, path: readonly string[]) => ({
    id,
    name,
    state: 'ACTIVE' as const,
    path,
  });
  return {
    id: 'o-example1234',
    partition: 'aws',
    managementAccountId: '111111111111',
    rootId: 'r-abcd',
    allFeatures: true,
    accounts: [
      account('111111111111', 'management', ['r-abcd']),
      account('222222222222', 'audit', ['r-abcd', 'ou-abcd-security']),
      account('333333333333', 'shop', ['r-abcd', 'ou-abcd-workload', 'ou-abcd-prod0000']),
    ],
    units: [
      { id: 'ou-abcd-security', name: 'Security', parentId: 'r-abcd', path: '/Security' },
      { id: 'ou-abcd-workload', name: 'Workloads', parentId: 'r-abcd', path: '/Workloads' },
      { id: 'ou-abcd-prod0000', name: 'Prod', parentId: 'ou-abcd-workload', path: '/Workloads/Prod' },
    ],
    trustedServices: [],
    delegatedAdministrators: new Map(),
    optInRegions: new Map(),
  };
}

export function healthySources(desired: Desired): readonly SourceStatus[] {
  return [
    { source: 'o-example1234', region: 'eu-west-1', status: 'SUCCEEDED', error: undefined },
    ...desired.coverage.map(({ accountId, region }) => ({
      source: accountId,
      region,
      status: 'SUCCEEDED',
      error: undefined,
    })),
  ];
}

export function material(
  changes: Omit<Partial<Material>, 'config'> & { readonly report?: Partial<ReportConfig> } = {},
): Material {
  const { report, ...rest } = changes;
  const desired = changes.desired ?? desiredWithRules();
  return {
    config: { report: { tags: [], exceptions: [], ...report } },
    organization: smallOrganization(),
    desired,
    sources: healthySources(desired),
    secrets: [],
    results: new Results(),
    now,
    ...rest,
  };
}

export function reportOf(changes: Parameters<typeof material>[0]): SecretReport {
  return makeReport(material(changes));
}

export function secretIn(report: SecretReport, name: string): ReportedSecret {
  const found = report.secrets.find((secret) => secret.name === name);
  if (!found) throw new Error(`no secret ${name} in the report`);
  return found;
}

export function findingIn(report: SecretReport, name: string, rule: RuleName): Finding {
  const found = secretIn(report, name).findings.find((finding) => finding.rule === rule);
  if (!found) throw new Error(`no finding of ${rule} for ${name}`);
  return found;
}
