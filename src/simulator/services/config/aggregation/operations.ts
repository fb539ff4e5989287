import type { Operation } from '../../../kernel/contract.js';
import { batchGetAggregateResourceConfig } from './batch-get-aggregate-resource-config.js';
import { describeAggregateComplianceByConfigRules } from './describe-aggregate-compliance-by-config-rules.js';
import { getAggregateComplianceDetailsByConfigRule } from './get-aggregate-compliance-details-by-config-rule.js';
import { getAggregateConfigRuleComplianceSummary } from './get-aggregate-config-rule-compliance-summary.js';
import { getAggregateDiscoveredResourceCounts } from './get-aggregate-discovered-resource-counts.js';
import { getAggregateResourceConfig } from './get-aggregate-resource-config.js';
import { listAggregateDiscoveredResources } from './list-aggregate-discovered-resources.js';
import { selectAggregateResourceConfig } from './select-aggregate-resource-config.js';
import { selectResourceConfig } from './select-resource-config.js';

/** What is asked of aggregators, and advanced queries. */
export const aggregationOperations: readonly Operation[] = [
  batchGetAggregateResourceConfig,
  describeAggregateComplianceByConfigRules,
  getAggregateComplianceDetailsByConfigRule,
  getAggregateConfigRuleComplianceSummary,
  getAggregateDiscoveredResourceCounts,
  getAggregateResourceConfig,
  listAggregateDiscoveredResources,
  selectAggregateResourceConfig,
  selectResourceConfig,
];
