import { bucket } from './bucket.js';
import type { Check } from './check.js';
import { controlTower } from './control-tower.js';
import * as credentials from './credentials.js';
import { organizationRules } from './multi-account-setup.js';
import * as organization from './organization.js';
import * as quotas from './quotas.js';
import { serviceControl } from './service-control.js';
import { leftAggregators } from './stray-aggregators.js';
import * as stackSets from './stack-sets.js';
import { subscriptions } from './subscriptions.js';

/** Every check, in the order in which they are examined: what explains the failure of others comes before them. */
export const checks: readonly Check[] = [
  credentials.credentials,
  credentials.clock,
  credentials.callerAccount,
  credentials.sameOrganization,
  credentials.trustedCaller,
  credentials.permissions,
  organization.allFeatures,
  organization.stackSetsAccess,
  organization.configAccess,
  organization.configAdministrator,
  organization.stackSetsAdministrator,
  stackSets.whereStackSetsLive,
  organization.fits,
  organization.optInRegions,
  stackSets.stackSetNames,
  stackSets.memberRoles,
  stackSets.regions,
  serviceControl,
  quotas.stackSetsQuota,
  quotas.instancesQuota,
  quotas.aggregatorQuota,
  controlTower,
  bucket,
  organizationRules,
  leftAggregators,
  subscriptions,
];
