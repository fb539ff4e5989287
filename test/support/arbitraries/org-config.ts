import type { OrgConfig } from '../../../src/model/org-config.js';
import { home } from './catalog.js';

export const management = '000000000001';
export const administrator = '000000000002';

/** The smallest org.yaml, with its defaults. */
export function orgConfig(changes: Partial<OrgConfig> = {}): OrgConfig {
  return {
    version: 1,
    organization: {
      caller: 'management-account',
      callers: [`arn:aws:iam::${management}:role/deployer`],
      memberRoles: ['OrganizationAccountAccessRole'],
    },
    delegatedAdministrator: { accountId: administrator, homeRegion: home },
    accounts: { organizationalUnits: ['/'], exclude: [], includeManagementAccount: true },
    regions: { include: 'all', exclude: [], allowUnsupported: [] },
    recorder: {
      adopt: 'as-is',
      role: 'service-linked',
      resourceTypes: ['AWS::SecretsManager::Secret', 'AWS::KMS::Key'],
      frequency: 'continuous',
    },
    delivery: { trust: 'organization' },
    rules: {
      'secretsmanager-rotation-enabled-check': { enabled: true, parameters: {} },
      'secretsmanager-scheduled-rotation-success-check': { enabled: true, parameters: {} },
      'secretsmanager-secret-periodic-rotation': { enabled: true, parameters: {} },
      'secretsmanager-secret-unused': { enabled: true, parameters: {} },
      'secretsmanager-using-cmk': { enabled: true, parameters: {} },
    },
    notifications: { enabled: true, regionalTopics: [], subscriptions: [] },
    report: { tags: [], exceptions: [] },
    aggregator: { name: 'orgsecrets', regions: 'covered' },
    stackSets: {
      prefix: 'orgsecrets',
      region: home,
      iamRegion: home,
      maxConcurrentPercentage: 100,
      failureTolerancePercentage: 100,
      autoDeployment: 'member',
      pollInterval: 10,
      deadline: 120,
    },
    tags: {},
    ...changes,
  };
}
