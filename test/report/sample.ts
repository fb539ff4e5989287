import type { MendableFinding } from '../../src/model/drift.js';
import type { DesiredStackSet, StackSetKind } from '../../src/model/desired.js';
import type { ActionResult, Gap, Outcome } from '../../src/model/outcome.js';
import type { Action, Plan } from '../../src/model/plan.js';
import type { Target } from '../../src/model/target.js';
import type { ApplyView, Calls, MatrixCell, PlanView, StatusView } from '../../src/report/types.js';
import { createStyle } from '../../src/report/text/style.js';

export const regions = [
  'ap-southeast-3',
  'ca-central-1',
  'eu-central-1',
  'eu-south-1',
  'eu-west-1',
  'us-east-1',
  'us-west-2',
];
const administrator = '222222222222';
const home = 'eu-central-1';

export function plain(width = 100) {
  return createStyle({ width, color: false });
}

export function accountIds(n: number): readonly string[] {
  return Array.from({ length: n }, (_, index) => String(100_000_000_001 + index));
}

export function namesOf(ids: readonly string[]): ReadonlyMap<string, string> {
  return new Map(ids.map((id, index) => [id, `team-${index + 1}`]));
}

export function targetsOf(ids: readonly string[], inRegions: readonly string[]): readonly Target[] {
  return ids.flatMap((accountId) => inRegions.map((region) => ({ accountId, region })));
}

export function stackSet(kind: StackSetKind, region: string, accounts: readonly string[]): DesiredStackSet {
  const regional = kind === 'recorder' || kind === 'rules' || kind === 'forward';
  return {
    name: regional ? `orgsecrets-${kind}-${region}` : `orgsecrets-${kind}`,
    kind,
    permissionModel: 'SERVICE_MANAGED',
    region,
    templateDigest: 'abc',
    parameters: { Prefix: 'orgsecrets' },
    capabilities: [],
    tags: {},
    autoDeployment: { enabled: false, dependsOn: [] },
    organizationalUnits: ['r-acme'],
    accounts,
  };
}

function deploy(kind: StackSetKind, region: string, accounts: readonly string[]): readonly Action[] {
  const set = stackSet(kind, region, accounts);
  const base = { dependsOn: [], destructive: false, stackSet: set };
  return [
    { ...base, id: `create-stack-set/${set.name}`, type: 'create-stack-set' },
    {
      ...base,
      id: `create-instances/${set.name}`,
      type: 'create-instances',
      targets: targetsOf(accounts, [region]),
      operation: { organizationalUnits: ['r-acme'], filter: 'INTERSECTION', accounts },
    },
  ];
}

const aggregator = {
  name: 'orgsecrets',
  accountId: administrator,
  region: home,
  roleArn: `arn:aws:iam::${administrator}:role/orgsecrets-aggregator`,
  regions: 'all',
  tags: {},
} as const;

/** The first plan of an organization: every kind of action that a bootstrap has. */
export function bootstrapPlan(ids: readonly string[], inRegions: readonly string[] = regions): Plan {
  const base = { dependsOn: [], destructive: false };
  const service = 'config.amazonaws.com';
  const actions: readonly Action[] = [
    { ...base, id: 'activate-stacksets-access', type: 'activate-stacksets-access' },
    { ...base, id: `enable-service-access/${service}`, type: 'enable-service-access', service },
    { ...base, id: 'register', type: 'register-delegated-administrator', service, accountId: administrator },
    ...deploy('hub', home, [administrator]),
    ...deploy('member', 'us-east-1', ids),
    ...inRegions.flatMap((region) => deploy('recorder', region, ids)),
    { ...base, id: 'prove-delivery', type: 'prove-delivery', target: { accountId: ids[0]!, region: home } },
    ...inRegions.flatMap((region) => deploy('rules', region, ids)),
    ...inRegions.flatMap((region) => deploy('forward', region, ids)),
    { ...base, id: 'prove-coverage', type: 'prove-coverage', targets: ids.length * inRegions.length },
    { ...base, id: 'put-aggregator', type: 'put-aggregator', change: 'create', aggregator, differences: [] },
  ];
  return {
    version: 1,
    organizationId: 'o-acme123456',
    prefix: 'orgsecrets',
    actions,
    coverage: targetsOf(ids, inRegions),
    exclusions: [
      {
        region: 'ap-southeast-3',
        reason: 'AWS Config rules for Secrets Manager are not supported there',
        source:
          'https://docs.aws.amazon.com/secretsmanager/latest/userguide/configuring-awsconfig-rules.html',
      },
      { accountId: '999999999999', reason: 'the account is SUSPENDED', source: 'organizations:ListAccounts' },
      { accountId: '888888888888', reason: 'the account is SUSPENDED', source: 'organizations:ListAccounts' },
      {
        region: 'eu-south-1',
        rule: 'secretsmanager-using-cmk',
        reason: 'the rule is not offered there',
        source: 'config/catalog',
      },
    ],
    lookLater: ids.slice(0, 3).map((accountId) => ({ accountId, reason: 'no role may be assumed yet' })),
    obstacles: [
      {
        accountId: ids[1]!,
        region: home,
        reason: 'a recorder of another owner records without AWS::SecretsManager::Secret',
        instructions: 'set recorder.adopt: extend in the org.yaml',
      },
    ],
    warnings: ['leaving a covered OU takes the recorder away'],
  };
}

const calls: Calls = { total: 1412, mutating: 37, byOperation: { 'sts:AssumeRole': 24 } };

export function planView(ids: readonly string[], plan: Plan = bootstrapPlan(ids)): PlanView {
  return { plan, accountNames: namesOf(ids), calls };
}

export function gapsOf(targets: readonly Target[], thing: Gap['thing'], reason: string): readonly Gap[] {
  return targets.map((target) => ({ ...target, thing, reason, pending: false, instructions: 'start it' }));
}

export function outcomeView(ids: readonly string[], part: Partial<Outcome> = {}): ApplyView {
  const plan = bootstrapPlan(ids);
  const desired = plan.coverage.length;
  const results: readonly ActionResult[] = plan.actions.map((action) => ({
    action,
    state: 'done',
    failures: [],
  }));
  return {
    accountNames: namesOf(ids),
    calls,
    outcome: {
      outcome: 'done',
      results,
      coverage: {
        recorder: { desired, verified: desired, gaps: [] },
        rules: { desired, verified: desired, gaps: [] },
      },
      acceptedGaps: [],
      exclusions: plan.exclusions,
      aggregator: {
        ...aggregator,
        arn: `arn:aws:config:${home}:${administrator}:config-aggregator/x`,
        status: 'succeeded',
      },
      ...part,
    },
  };
}

/** Every account in every Region; `odd` says what differs. */
export function statusView(
  ids: readonly string[],
  odd: (target: Target) => Partial<MatrixCell> = () => ({}),
): StatusView {
  const matrix = targetsOf(ids, regions).map((target): MatrixCell => ({
    ...target,
    recorder: 'verified',
    rules: 'verified',
    ...odd(target),
  }));
  const { outcome } = outcomeView(ids);
  const { coverage, aggregator, exclusions } = outcome;
  const strayAggregators = { found: [], looked: ids.length, unseen: [] };
  const topic: StatusView['subscriptions'][number] = {
    topicArn: `arn:aws:sns:${home}:${administrator}:orgsecrets`,
    subscriptions: [
      { protocol: 'email', endpoint: 'security@example.com', state: 'subscribed' },
      {
        protocol: 'email',
        endpoint: 'someone@example.com',
        state: 'foreign',
        detail: 'waits to be confirmed',
      },
    ],
  };
  return {
    subscriptions: [topic],
    matrix,
    coverage,
    aggregator,
    strayAggregators,
    exclusions,
    accountNames: namesOf(ids),
    calls,
  };
}

/** A finding that is mended. */
export const stoppedRecorder: MendableFinding = {
  kind: 'recorder-stopped',
  accountId: '333333333333',
  region: 'eu-west-1',
  thing: 'recorder orgsecrets',
  owner: 'ours',
  reason: 'it is stopped',
  differences: [],
  mendedBy: ['start-recorder/333333333333/eu-west-1'],
};
