import { ruleNames } from '../../src/model/catalog.js';
import type {
  Finding,
  FindingState,
  ReportedSecret,
  SecretException,
  SecretReport,
} from '../../src/model/secret-report.js';
import type { PageRule } from '../../src/report/html/page-data.js';

const regions = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2', 'ap-northeast-1'];
const generatedAt = '2026-11-20T08:30:00.000Z';

const agreed: SecretException = {
  secret: '*',
  rules: ruleNames,
  reason: 'moves to the new platform',
  owner: 'platform@example.com',
  expires: '2027-03-31',
  expired: false,
};
const lapsed: SecretException = { ...agreed, secret: 'late/*', expires: '2026-10-31', expired: true };

export const pageRules: readonly PageRule[] = ruleNames.map((name, place) => ({
  name,
  title: `Rule ${name}`,
  description: `What ${name} asks for.`,
  url: `https://docs.aws.amazon.com/config/latest/developerguide/${name}.html`,
  controls: [
    [],
    ['Security Hub SecretsManager.2'],
    Array.from({ length: 15 }, (_, control) => `NIST SP 800-53 Rev. 5 AC-${control}`),
  ][place % 3]!,
}));

/** Numbers that look random and are the same each time. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A report on an invented organization, of any size, with everything in it that a page has to show. */
export function sampleReport(accountCount: number, secretCount: number, seed = 7): SecretReport {
  const pick = sequence(seed);
  const accounts = Array.from({ length: accountCount }, (_, place) => ({
    id: String(300_000_000_000 + place),
    name: `${['orders', 'payments', 'search', 'mail', 'data'][place % 5]}-${['prod', 'test'][place % 2]}-${place}`,
    unit: ['/Workloads/Prod', '/Workloads/Test', '/Infrastructure'][place % 3] ?? '/',
  }));
  const one = (place: number): ReportedSecret => {
    const account = accounts[pick(accountCount)]!;
    const region = regions[pick(regions.length)]!;
    const name = `${['db', 'api', 'tls', 'queue'][pick(4)]}/${['orders', 'billing', 'users'][pick(3)]}/${['password', 'token', 'key'][pick(3)]}-${place}`;
    const rotates = pick(3) > 0;
    const start = `arn:aws:secretsmanager:${region}:${account.id}:secret:`;
    const suffix = Array.from({ length: 6 }, () => 'abcdefghijklmnopqrstuvwxyzABCDEF'[pick(32)]).join('');
    return {
      accountId: account.id,
      region,
      name,
      recorded: true,
      arn: `${start}${name}-${suffix}`,
      key: [
        { kind: 'aws-managed' } as const,
        { kind: 'customer-managed', id: `arn:aws:kms:${region}:${account.id}:key/1` } as const,
        {
          kind: 'another-account',
          id: 'arn:aws:kms:eu-west-1:999999999999:key/2',
          accountId: '999999999999',
        } as const,
      ][pick(3)]!,
      rotation: rotates
        ? {
            enabled: true,
            schedule: `every ${[7, 30, 90][pick(3)]} days`,
            functionArn: `arn:aws:lambda:${region}:${account.id}:function:rotate`,
            occursAsScheduled: pick(5) > 0,
          }
        : { enabled: false, schedule: undefined, functionArn: undefined, occursAsScheduled: undefined },
      access: 'not-read',
      tags: { team: `team-${pick(12)}` },
      owner: pick(6) === 0 ? undefined : `team-${pick(12)}@example.com`,
      findings: ruleNames.map((rule) => finding(rule, pick)),
    };
  };
  return {
    generatedAt,
    organizationId: 'o-example0001',
    partition: 'aws',
    aggregator: { name: 'orgsecrets', accountId: '222222222222', region: 'eu-central-1' },
    accounts,
    // All but the second account, which belongs to others.
    coverage: accounts
      .filter((_, place) => place !== 1)
      .flatMap(({ id }) => regions.map((region) => ({ accountId: id, region }))),
    regions,
    rules: ruleNames,
    tagKeys: ['team'],
    deleted: [
      {
        accountId: accounts[0]!.id,
        region: 'eu-central-1',
        name: 'old/password',
        arn: `arn:aws:secretsmanager:eu-central-1:${accounts[0]!.id}:secret:old/password-AbCdEf`,
      },
    ],
    outdated: [{ accountId: accounts[0]!.id, region: 'eu-central-1', reason: 'its source is outdated' }],
    uncovered: [
      { accountId: accounts[1]!.id, reason: 'belongs to others', source: 'org.yaml accounts.exclude' },
    ],
    exceptions: [agreed, lapsed],
    secrets: Array.from({ length: secretCount }, (_, place) => one(place)),
    invisible: [
      { accountId: accounts[0]!.id, region: 'us-west-2', reason: 'its source has not delivered yet' },
    ],
  };
}

const states: readonly FindingState[] = [
  ...new Array<FindingState>(12).fill('compliant'),
  ...new Array<FindingState>(5).fill('non-compliant'),
  'not-applicable',
  'pending',
  'not-visible',
];

function finding(rule: Finding['rule'], pick: (below: number) => number): Finding {
  const state = states[pick(states.length)]!;
  const recordedAt = new Date(Date.parse(generatedAt) - pick(400 * 24) * 3_600_000).toISOString();
  if (state !== 'non-compliant') return { rule, state, ...(state === 'compliant' && { recordedAt }) };
  const expired = pick(10) === 0;
  return {
    rule,
    state,
    recordedAt,
    ...(rule === 'secretsmanager-using-cmk' &&
      pick(4) === 0 && { falsePositive: 'key-of-another-account' as const }),
    ...(pick(8) === 0 && {
      exception: expired ? lapsed : agreed,
    }),
  };
}
