import type { Operation } from '../../kernel/contract.js';
import { aggregationOperations } from './aggregation/operations.js';
import { batchGetResourceConfig } from './batch-get-resource-config.js';
import { deleteConfigRule } from './delete-config-rule.js';
import { deleteConfigurationAggregator } from './delete-configuration-aggregator.js';
import { deleteConfigurationRecorder } from './delete-configuration-recorder.js';
import { deleteDeliveryChannel } from './delete-delivery-channel.js';
import { deliverConfigSnapshot } from './deliver-config-snapshot.js';
import { describeComplianceByConfigRule } from './describe-compliance-by-config-rule.js';
import { describeComplianceByResource } from './describe-compliance-by-resource.js';
import { describeConfigRuleEvaluationStatus } from './describe-config-rule-evaluation-status.js';
import { describeConfigRules } from './describe-config-rules.js';
import { describeConfigurationAggregatorSourcesStatus } from './describe-configuration-aggregator-sources-status.js';
import { describeConfigurationAggregators } from './describe-configuration-aggregators.js';
import { describeConfigurationRecorderStatus } from './describe-configuration-recorder-status.js';
import { describeConfigurationRecorders } from './describe-configuration-recorders.js';
import { describeDeliveryChannelStatus } from './describe-delivery-channel-status.js';
import { describeDeliveryChannels } from './describe-delivery-channels.js';
import { getComplianceDetailsByConfigRule } from './get-compliance-details-by-config-rule.js';
import { getComplianceDetailsByResource } from './get-compliance-details-by-resource.js';
import { getResourceConfigHistory } from './get-resource-config-history.js';
import { listConfigurationRecorders } from './list-configuration-recorders.js';
import { listDiscoveredResources } from './list-discovered-resources.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { putConfigRule } from './put-config-rule.js';
import { putConfigurationAggregator } from './put-configuration-aggregator.js';
import { putConfigurationRecorder } from './put-configuration-recorder.js';
import { putDeliveryChannel } from './put-delivery-channel.js';
import { startConfigRulesEvaluation } from './start-config-rules-evaluation.js';
import { startConfigurationRecorder } from './start-configuration-recorder.js';
import { stopConfigurationRecorder } from './stop-configuration-recorder.js';
import { tagResource } from './tag-resource.js';
import { untagResource } from './untag-resource.js';

/** Every operation of AWS Config that the simulator has. */
export const operations: readonly Operation[] = [
  ...aggregationOperations,
  batchGetResourceConfig,
  deleteConfigRule,
  deleteConfigurationAggregator,
  deleteConfigurationRecorder,
  deleteDeliveryChannel,
  deliverConfigSnapshot,
  describeComplianceByConfigRule,
  describeComplianceByResource,
  describeConfigRuleEvaluationStatus,
  describeConfigRules,
  describeConfigurationAggregators,
  describeConfigurationAggregatorSourcesStatus,
  describeConfigurationRecorders,
  describeConfigurationRecorderStatus,
  describeDeliveryChannels,
  describeDeliveryChannelStatus,
  getComplianceDetailsByConfigRule,
  getComplianceDetailsByResource,
  getResourceConfigHistory,
  listConfigurationRecorders,
  listDiscoveredResources,
  listTagsForResource,
  putConfigRule,
  putConfigurationAggregator,
  putConfigurationRecorder,
  putDeliveryChannel,
  startConfigRulesEvaluation,
  startConfigurationRecorder,
  stopConfigurationRecorder,
  tagResource,
  untagResource,
];
