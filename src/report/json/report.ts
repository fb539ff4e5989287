import { z } from 'zod';
import { countFindings, findingsIn, sharesOf, type Counts } from '../../findings/count.js';
import { groupFindings } from '../../findings/group.js';
import { ruleNames } from '../../model/catalog.js';
import {
  findingStates,
  type Finding,
  type ReportedSecret,
  type SecretException,
} from '../../model/secret-report.js';
import type { ReportView } from '../types.js';
import { accountId, calls, callsJson, exclusion, exclusionJson } from './common.js';

const place = { accountId, region: z.string() };
const rule = z.enum(ruleNames);
const time = z.string().describe('ISO 8601.');
const n = z.int().min(0);
const share = z.number().min(0).max(1);

export const countsSchema = z.strictObject({
  compliant: n,
  nonCompliant: n.describe('Without those that an exception holds for.'),
  excepted: n.describe('Non-compliant, and agreed to by an exception that has not expired.'),
  pending: n,
  notVisible: n,
  notApplicable: n,
  notSupported: n,
  falsePositives: n.describe('Of the non-compliant and the excepted: known false positives.'),
});

const counted = {
  counts: countsSchema,
  shares: z
    .strictObject({ compliant: share, nonCompliant: share, excepted: share, unknown: share })
    .nullable()
    .describe(
      'Of the findings that apply; together they are 1. unknown is pending and not visible. null: none applies.',
    ),
};

const key = z.strictObject({
  kind: z.enum(['aws-managed', 'customer-managed', 'another-account', 'unknown']),
  id: z.string().optional(),
  accountId: accountId.optional().describe('Whose key it is, where it is another account’s.'),
});

const finding = z.strictObject({
  rule,
  state: z.enum(findingStates),
  recordedAt: time
    .optional()
    .describe('When AWS Config recorded the result: the finding is at least that old, and may be older.'),
  reason: z.string().optional(),
  falsePositive: z.literal('key-of-another-account').optional(),
  exception: n.optional().describe('Its place in exceptions, from 0; it may have expired.'),
});

const secret = z.strictObject({
  ...place,
  name: z.string(),
  arn: z.string(),
  recorded: z.boolean().describe('false: there are results of it, but no configuration.'),
  owner: z.string().nullable(),
  tags: z.record(z.string(), z.string()),
  key,
  rotation: z.strictObject({
    enabled: z.boolean().nullable(),
    schedule: z.string().nullable(),
    functionArn: z.string().nullable(),
    occursAsScheduled: z.boolean().nullable(),
  }),
  access: z
    .union([
      z.strictObject({
        lastRotated: time.nullable(),
        nextRotation: time.nullable(),
        lastAccessed: z.string().nullable().describe('A day.'),
      }),
      z.strictObject({ unknown: z.string() }),
    ])
    .nullable()
    .describe('Read with --deep alone: AWS Config does not record it.'),
  findings: z.array(finding).describe('One for each of rules, in their order.'),
});

const unseen = z.array(z.strictObject({ ...place, reason: z.string() }));

export const reportSchema = z
  .strictObject({
    version: z.literal(1),
    generatedAt: time,
    organizationId: z.string(),
    partition: z.string(),
    aggregator: z.strictObject({ ...place, name: z.string() }),
    filtered: z.boolean().describe('true: narrowed by options, so it does not stand for the organization.'),
    rules: z.array(rule),
    regions: z.array(z.string()),
    summary: z.strictObject({
      secrets: n,
      ...counted,
      rules: z.array(z.strictObject({ rule, ...counted })),
    }),
    groups: z
      .strictObject({
        by: z.string(),
        groups: z.array(z.strictObject({ name: z.string(), secrets: n, ...counted })),
      })
      .nullable()
      .describe('With --group-by.'),
    exceptions: z.array(
      z.strictObject({
        secret: z.string(),
        rules: z.array(rule),
        where: z.string().nullable(),
        reason: z.string(),
        owner: z.string(),
        expires: z.string(),
        expired: z.boolean(),
        findings: n.describe('Non-compliant findings that it is about.'),
      }),
    ),
    controls: z.array(
      z.strictObject({
        rule,
        standard: z.string(),
        version: z.string().optional(),
        severity: z.string().optional(),
        controls: z.array(z.string()),
        source: z.string(),
        asOf: z.string(),
      }),
    ),
    invisible: unseen.describe('Covered places of which the aggregator shows nothing reliable.'),
    outdated: unseen.describe('Places whose data is not the most recent.'),
    uncovered: z
      .array(exclusion)
      .describe('What leaves out each account that is covered nowhere: nobody looks at its secrets.'),
    deleted: z.array(z.strictObject({ ...place, name: z.string(), arn: z.string() })),
    accounts: z.array(z.strictObject({ id: accountId, name: z.string(), unit: z.string() })),
    calls,
    secrets: z.array(secret),
  })
  .describe('What `orgsecrets report --json` prints, and `--format json` writes.');

type ReportDocument = z.infer<typeof reportSchema>;

/** The document, but for the secrets, of which there may be too many for one text. */
export function reportHead(view: ReportView): Omit<ReportDocument, 'secrets'> {
  const { report, filtered, groupBy, controls } = view;
  const { generatedAt, organizationId, partition, aggregator } = report;
  return {
    version: 1,
    generatedAt,
    organizationId,
    partition,
    aggregator: { ...aggregator },
    filtered,
    rules: [...report.rules],
    regions: [...report.regions],
    summary: {
      secrets: report.secrets.length,
      ...countedJson(countFindings(findingsIn(report))),
      rules: groupFindings(report, 'rule')
        .toSorted((a, b) => rulePlace(a.name) - rulePlace(b.name))
        .map(({ name, counts }) => ({ rule: rule.parse(name), ...countedJson(counts) })),
    },
    groups:
      groupBy === undefined
        ? null
        : {
            by: groupBy,
            groups: groupFindings(report, groupBy).map(({ counts, ...group }) => ({
              ...group,
              ...countedJson(counts),
            })),
          },
    exceptions: exceptionsJson(view),
    controls: controls.map((one) => ({ ...one, controls: [...one.controls] })),
    invisible: [...report.invisible],
    outdated: [...report.outdated],
    uncovered: report.uncovered.map(exclusionJson),
    deleted: [...report.deleted],
    accounts: [...report.accounts],
    calls: callsJson(view.calls),
  };
}

function rulePlace(name: string): number {
  return ruleNames.findIndex((one) => one === name);
}

function countedJson(counts: Counts): z.infer<z.ZodObject<typeof counted>> {
  return { counts: { ...counts }, shares: sharesOf(counts) ?? null };
}

function exceptionsJson({ report }: ReportView): ReportDocument['exceptions'] {
  const findings = new Map<SecretException, number>();
  for (const { exception } of findingsIn(report))
    if (exception) findings.set(exception, (findings.get(exception) ?? 0) + 1);
  return report.exceptions.map((one) => ({
    ...one,
    rules: [...one.rules],
    where: one.where ?? null,
    findings: findings.get(one) ?? 0,
  }));
}

/** One secret of the document. @param exceptions those of the report. */
export function secretJson(
  one: ReportedSecret,
  exceptions: readonly SecretException[],
): ReportDocument['secrets'][number] {
  const { accountId: account, region, name, arn, recorded, owner, tags } = one;
  return {
    accountId: account,
    region,
    name,
    arn,
    recorded,
    owner: owner ?? null,
    tags: { ...tags },
    ...secretFacts(one),
    findings: one.findings.map((each) => findingJson(each, exceptions)),
  };
}

/** What a secret is, beside where: the same members in each format that is read by programs. */
export function secretFacts({
  access,
  key: own,
  rotation,
}: ReportedSecret): Pick<ReportDocument['secrets'][number], 'key' | 'rotation' | 'access'> {
  return {
    key: { ...own },
    rotation: {
      enabled: rotation.enabled ?? null,
      schedule: rotation.schedule ?? null,
      functionArn: rotation.functionArn ?? null,
      occursAsScheduled: rotation.occursAsScheduled ?? null,
    },
    access: accessJson(access),
  };
}

function accessJson(access: ReportedSecret['access']): ReportDocument['secrets'][number]['access'] {
  if (access === 'not-read') return null;
  if ('unknown' in access) return { unknown: access.unknown };
  return {
    lastRotated: access.lastRotated ?? null,
    nextRotation: access.nextRotation ?? null,
    lastAccessed: access.lastAccessed ?? null,
  };
}

function findingJson(
  { rule: of, state, recordedAt, reason, falsePositive, exception }: Finding,
  exceptions: readonly SecretException[],
): z.infer<typeof finding> {
  return {
    rule: of,
    state,
    ...(recordedAt && { recordedAt }),
    ...(reason && { reason }),
    ...(falsePositive && { falsePositive }),
    ...(exception && { exception: exceptions.indexOf(exception) }),
  };
}
