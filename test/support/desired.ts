import type { Desired, DesiredStackSet, StackSetKind } from '../../src/model/desired.js';
import { everything } from '../../src/model/scope.js';
import type { ObservedStackSet, SeenTarget } from '../../src/model/observed.js';

/** A small organization by hand: two accounts in one Region, one rule. */
export function smallDesired(changes: Partial<Desired> = {}): Desired {
  return {
    organizationId: 'o-example1234',
    partition: 'aws',
    prefix: 'orgsecrets',
    scope: everything,
    managementAccountId: '111111111111',
    administratorAccountId: '222222222222',
    homeRegion: 'eu-west-1',
    stackSetsRegion: 'eu-west-1',
    iamRegion: 'eu-west-1',
    coverage: [
      { accountId: '222222222222', region: 'eu-west-1' },
      { accountId: '333333333333', region: 'eu-west-1' },
    ],
    undecided: [],
    accountsInUnits: new Map(),
    places: {
      rootId: 'r-abcd',
      accountsBelow: new Map(),
      active: new Set(['111111111111', '222222222222', '333333333333']),
      suspended: new Set(),
      disabled: new Set(),
      configAdministrators: new Set(['111111111111', '222222222222']),
    },
    organizationalUnitsPerOperation: 50,
    accountsPerOperation: 1000,
    refusedRules: [],
    rulesByRegion: new Map([
      [
        'eu-west-1',
        [
          {
            name: 'secretsmanager-using-cmk',
            identifier: 'SECRETSMANAGER_USING_CMK',
            parameters: {},
            defaults: {},
            frequency: undefined,
          },
        ],
      ],
    ]),
    exclusions: [],
    stackSets: [],
    managementRoles: undefined,
    aggregator: {
      name: 'orgsecrets',
      accountId: '222222222222',
      region: 'eu-west-1',
      roleArn: 'arn:aws:iam::222222222222:role/orgsecrets-aggregator',
      regions: ['eu-west-1'],
      tags: {},
    },
    notifications: undefined,
    trustedServices: [],
    delegatedAdministrators: [],
    recorder: { adopt: 'as-is', requiredType: 'AWS::SecretsManager::Secret', name: 'orgsecrets' },
    controlTower: false,
    warnings: [],
    ...changes,
  };
}

export function stackSetOf(
  kind: StackSetKind,
  accounts: readonly string[],
  changes: Partial<DesiredStackSet> = {},
): DesiredStackSet {
  return {
    name: `orgsecrets-${kind}-eu-west-1`,
    kind,
    permissionModel: 'SERVICE_MANAGED',
    region: 'eu-west-1',
    templateDigest: 'digest-1',
    parameters: {},
    capabilities: [],
    tags: {},
    autoDeployment: { enabled: false, dependsOn: [] },
    organizationalUnits: ['r-abcd'],
    accounts,
    ...changes,
  };
}

/** A StackSet as it is found, with an instance in each account that stands. */
export function standingStackSet(
  name: string,
  accounts: readonly string[],
  parameters: Readonly<Record<string, string>> = {},
): ObservedStackSet {
  return {
    name,
    id: `${name}:id`,
    permissionModel: 'SERVICE_MANAGED',
    owned: true,
    templateDigest: 'digest-1',
    parameters,
    tags: {},
    autoDeployment: { enabled: false, dependsOn: [] },
    managedExecution: true,
    organizationalUnits: ['r-abcd'],
    instances: accounts.map((accountId) => ({
      accountId,
      region: 'eu-west-1',
      status: 'CURRENT',
      detailedStatus: 'SUCCEEDED',
      statusReason: undefined,
      stackId: 'stack',
      organizationalUnitId: 'r-abcd',
    })),
  };
}

/** A target in which everything is as it should be. */
export const provedTarget: SeenTarget = {
  seen: true,
  recorder: {
    name: 'orgsecrets',
    recording: true,
    lastStatus: 'Success',
    lastError: undefined,
    settings: {
      roleArn: 'arn:aws:iam::333333333333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
      allSupported: false,
      includeGlobalResourceTypes: false,
      strategy: 'INCLUSION_BY_RESOURCE_TYPES',
      resourceTypes: ['AWS::SecretsManager::Secret'],
      excludedTypes: [],
      frequency: 'CONTINUOUS',
      frequencyOverrides: [],
    },
  },
  channel: { name: 'orgsecrets', failures: [], delivered: true },
  rules: [
    {
      name: 'secretsmanager-using-cmk',
      state: 'ACTIVE',
      identifier: 'SECRETSMANAGER_USING_CMK',
      parameters: {},
      frequency: undefined,
    },
  ],
};
