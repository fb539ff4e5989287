import fc from 'fast-check';
import { ruleNames } from '../../src/model/catalog.js';
import { findingStates, type SecretException, type SecretReport } from '../../src/model/secret-report.js';

const accountIds = ['111122223333', '222233334444', '333344445555'];
const regions = ['eu-west-1', 'us-east-1'];
const names = ['db/password', 'api-key', 'ünïcode', 'x'.repeat(120)];

const exception: SecretException = {
  secret: '*',
  rules: [...ruleNames],
  reason: 'agreed',
  owner: 'team',
  expires: '2099-01-01',
  expired: false,
};

const finding = fc.record(
  {
    state: fc.constantFrom(...findingStates),
    falsePositive: fc.constant('key-of-another-account' as const),
    exception: fc.constantFrom(exception, { ...exception, expired: true }),
  },
  { requiredKeys: ['state'] },
);

const secret = fc
  .record({
    accountId: fc.constantFrom(...accountIds),
    region: fc.constantFrom(...regions),
    name: fc.constantFrom(...names),
    findings: fc.array(finding, { minLength: ruleNames.length, maxLength: ruleNames.length }),
  })
  .map(({ accountId, region, name, findings }) => ({
    accountId,
    region,
    name,
    arn: `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-AbCdEf`,
    recorded: true,
    key: { kind: 'unknown' as const },
    rotation: {
      enabled: undefined,
      schedule: undefined,
      functionArn: undefined,
      occursAsScheduled: undefined,
    },
    access: 'not-read' as const,
    tags: {},
    owner: undefined,
    findings: findings.map((one, index) => ({
      ...one,
      rule: ruleNames[index % ruleNames.length]!,
      exception: one.state === 'non-compliant' ? one.exception : undefined,
    })),
  }));

/** Reports of a small organization at different times; two of them have much in common. */
export const secretReport: fc.Arbitrary<SecretReport> = fc
  .record({
    generatedAt: fc.constantFrom('2026-11-27T08:00:00.000Z', '2026-11-28T08:00:00.000Z'),
    secrets: fc.uniqueArray(secret, { selector: ({ arn }) => arn, maxLength: 12 }),
    deleted: fc.constantFrom(...names),
    invisible: fc.subarray(
      accountIds.flatMap((accountId) =>
        regions.map((region) => ({ accountId, region, reason: 'not collected' })),
      ),
      { maxLength: 2 },
    ),
    regions: fc.subarray(regions, { minLength: 1 }),
  })
  .map(({ deleted, ...report }) => ({
    ...report,
    coverage: accountIds.flatMap((accountId) => report.regions.map((region) => ({ accountId, region }))),
    organizationId: 'o-example1234',
    partition: 'aws',
    aggregator: { accountId: accountIds[0]!, region: regions[0]!, name: 'orgsecrets' },
    accounts: accountIds.map((id, index) => ({ id, name: `account ${index}`, unit: `/Workloads/U${index}` })),
    rules: [...ruleNames],
    tagKeys: [],
    deleted: [
      {
        accountId: accountIds[0]!,
        region: regions[0]!,
        name: deleted,
        arn: `arn:aws:secretsmanager:${regions[0]}:${accountIds[0]}:secret:${deleted}-AbCdEf`,
      },
    ],
    outdated: [],
    uncovered: [],
    exceptions: [],
  }));
