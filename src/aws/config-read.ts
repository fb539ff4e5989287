import {
  type ConfigRule,
  type ConfigRuleEvaluationStatus,
  type ConfigServiceClient,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeDeliveryChannelsCommand,
  DescribeDeliveryChannelStatusCommand,
  paginateDescribeConfigRuleEvaluationStatus,
  paginateDescribeConfigRules,
} from '@aws-sdk/client-config-service';
import type { RuleLook } from '../model/observed.js';
import { secretType } from '../model/secret-type.js';
import { noReason } from '../model/no-reason.js';
import type { ConfigReadPort } from '../observed/ports.js';
import { said, toChannelLook, words } from './channel-look.js';
import { absentIf, isAws, required } from './errors.js';
import { toRecorderSettings } from './recorder-settings.js';
import { unlessEmpty } from './unless-empty.js';

/** A call takes at most this many names. https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigRules.html */
const namesPerCall = 25;

/** Only AWS's own word for it means that there is no recorder. */
const noRecorder = ['NoSuchConfigurationRecorderException'];

const recorderStatuses = ['Pending', 'Success', 'Failure', 'NotApplicable'] as const;

/** AWS Config in one target, as its API answers. */
export function configReader(client: ConfigServiceClient): ConfigReadPort {
  return {
    async recorderStatus() {
      const answer = await absentIf(noRecorder, () =>
        client.send(new DescribeConfigurationRecorderStatusCommand({})),
      );
      // A recorder with a service principal belongs to an AWS service and exists beside the account's own.
      // https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html
      const own = answer?.ConfigurationRecordersStatus?.find(
        (status) => status.servicePrincipal === undefined,
      );
      if (own === undefined) return undefined;
      return {
        name: required(own.name, 'ConfigurationRecorderStatus.name'),
        recording: required(own.recording, 'ConfigurationRecorderStatus.recording'),
        lastStatus: recorderStatuses.find((known) => said(own.lastStatus, known)),
        lastError: words(own.lastErrorCode, own.lastErrorMessage),
      };
    },
    async recorderSettings() {
      const answer = await absentIf(noRecorder, () =>
        client.send(new DescribeConfigurationRecordersCommand({})),
      );
      const own = answer?.ConfigurationRecorders?.find((recorder) => recorder.servicePrincipal === undefined);
      return own === undefined ? undefined : toRecorderSettings(own);
    },
    async channelStatus() {
      const answer = await client.send(new DescribeDeliveryChannelStatusCommand({}));
      const channel = answer.DeliveryChannelsStatus?.[0];
      return channel && toChannelLook(channel);
    },
    async channelSettings() {
      const answer = await client.send(new DescribeDeliveryChannelsCommand({}));
      const channel = answer.DeliveryChannels?.[0];
      return (
        channel && {
          bucket: required(channel.s3BucketName, 'DeliveryChannel.s3BucketName'),
          keyPrefix: unlessEmpty(channel.s3KeyPrefix),
          kmsKeyArn: channel.s3KmsKeyArn,
          topicArn: channel.snsTopicARN,
        }
      );
    },
    async rules(names) {
      try {
        return await rulesByName(client, names);
      } catch (error) {
        // One missing rule makes AWS refuse the whole question; the list tells which ones are there.
        if (!isAws(error, 'NoSuchConfigRuleException')) throw error;
        return (await listRules(client)).filter((rule) => names.includes(rule.name));
      }
    },
    allRules: () => listRules(client),
    async failuresOf(names) {
      const found = new Map<string, string>();
      if (names.length === 0) return found;
      const ConfigRuleNames = [...names];
      for await (const page of paginateDescribeConfigRuleEvaluationStatus({ client }, { ConfigRuleNames }))
        for (const status of page.ConfigRulesEvaluationStatus ?? []) {
          const failure = failureOf(status);
          if (failure !== undefined) found.set(required(status.ConfigRuleName, 'ConfigRuleName'), failure);
        }
      return found;
    },
  };
}

async function listRules(client: ConfigServiceClient): Promise<readonly RuleLook[]> {
  const found: RuleLook[] = [];
  for await (const page of paginateDescribeConfigRules({ client }, {}))
    found.push(...(page.ConfigRules ?? []).map(toRule));
  return found;
}

/**
 * An error stays in the answer after a later success: the later of both counts. A failure need not have one: code and message
 * are optional. https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigRuleEvaluationStatus.html
 */
function failureOf(status: ConfigRuleEvaluationStatus): string | undefined {
  const said = words(status.LastErrorCode, status.LastErrorMessage);
  const last = (...times: readonly (Date | undefined)[]) =>
    Math.max(0, ...times.map((time) => time?.getTime() ?? 0));
  const failed = last(status.LastFailedEvaluationTime, status.LastFailedInvocationTime);
  const succeeded = last(status.LastSuccessfulEvaluationTime);
  const isFailing = said === undefined ? failed > succeeded : failed >= succeeded;
  return isFailing ? (said ?? noReason) : undefined;
}

async function rulesByName(
  client: ConfigServiceClient,
  names: readonly string[],
): Promise<readonly RuleLook[]> {
  const found: RuleLook[] = [];
  for (let start = 0; start < names.length; start += namesPerCall) {
    const ConfigRuleNames = names.slice(start, start + namesPerCall);
    for await (const page of paginateDescribeConfigRules({ client }, { ConfigRuleNames }))
      found.push(...(page.ConfigRules ?? []).map(toRule));
  }
  return found;
}

function toRule(rule: ConfigRule): RuleLook {
  return {
    name: required(rule.ConfigRuleName, 'ConfigRule.ConfigRuleName'),
    state: required(rule.ConfigRuleState, 'ConfigRule.ConfigRuleState'),
    identifier: rule.Source?.SourceIdentifier,
    parameters: parametersOf(rule),
    frequency: rule.MaximumExecutionFrequency,
    narrowedTo: narrowedTo(rule),
    createdBy: rule.CreatedBy,
  };
}

/** https://docs.aws.amazon.com/config/latest/APIReference/API_Scope.html */
function narrowedTo({ Scope }: ConfigRule): string | undefined {
  if (Scope?.ComplianceResourceId) return `resource ${Scope.ComplianceResourceId}`;
  if (Scope?.TagKey) return `tag ${[Scope.TagKey, Scope.TagValue].filter(Boolean).join('=')}`;
  const types = Scope?.ComplianceResourceTypes ?? [];
  return types.length === 0 || types.includes(secretType) ? undefined : types.join(', ');
}

/** AWS keeps them as the JSON that was given. What is no JSON object differs from every rule of ours. */
function parametersOf({ InputParameters }: ConfigRule): Readonly<Record<string, string>> {
  if (!InputParameters) return {};
  try {
    const given: unknown = JSON.parse(InputParameters);
    if (typeof given === 'object' && given !== null)
      return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { InputParameters };
}
