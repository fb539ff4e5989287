import {
  type ConfigRule,
  DeleteConfigurationAggregatorCommand,
  DeliverConfigSnapshotCommand,
  type MaximumExecutionFrequency,
  PutConfigRuleCommand,
  PutConfigurationAggregatorCommand,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  StartConfigurationRecorderCommand,
} from '@aws-sdk/client-config-service';
import type { ConfigWritePort } from '../apply/ports.js';
import { recorderName } from '../desired/names.js';
import { deletionOf } from '../desired/strays.js';
import type { Clock } from '../model/clock.js';
import type { DesiredAggregator } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { RuleContent } from '../model/rule.js';
import type { Target } from '../model/target.js';
import type { Clients, Session } from './clients.js';
import type { Doors } from './doors.js';
import { awsWords, isAws, required } from './errors.js';
import { toTags } from './key-values.js';
import { patiently } from './patiently.js';
import { putRawRecorder, readRawRecorder } from './raw-recorder.js';
import { fromChannelSettings, fromRecorderSettings, withType } from './recorder-settings.js';
import { roleRefused } from './role-refused.js';
import { sessionPolicy } from './session-policy.js';

/** Milliseconds: how long AWS Config may take to see what was just made, by the error it answers until then. */
const patience: Readonly<Record<string, number>> = {
  // A role is known in the whole partition only some time after it was made.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
  InvalidRoleException: 180_000,
  // assumed: that a delegated administrator, too, is known everywhere only some time after its registration.
  OrganizationAccessDeniedException: 60_000,
};

/**
 * AWS takes no change of an aggregator once "your organization management account or the delegated administrator role
 * changed", and none of one "associated with a previous" organization.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationAggregator.html
 */
function isOfFormerAdministrator(error: unknown): boolean {
  return isAws(error, 'OrganizationAccessDeniedException') && /Delete this aggregator/i.test(awsWords(error));
}

function patienceWith(error: unknown): number {
  if (isOfFormerAdministrator(error)) return 0;
  return Object.entries(patience).find(([name]) => isAws(error, name))?.[1] ?? 0;
}

function toBeMadeAnew(aggregator: DesiredAggregator, cause: unknown): OrgSecretsError {
  const { accountId, region, name } = aggregator;
  return new OrgSecretsError('ActionFailed', `Aggregator ${name}: ${awsWords(cause)}`, {
    fault: 'user',
    targets: [{ accountId, region }],
    instructions: `AWS takes no change of an aggregator whose account lost its registration meanwhile. Delete it, with what it has collected, and run apply again: it is made anew. ${deletionOf(aggregator)}`,
    cause,
  });
}

/** "If the number of accounts and aggregators exceeds the limit": https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html */
function beyondQuota({ accountId, region, name }: DesiredAggregator, cause: unknown): OrgSecretsError {
  return new OrgSecretsError('ActionFailed', `Aggregator ${name}: ${awsWords(cause)}`, {
    fault: 'user',
    targets: [{ accountId, region }],
    instructions:
      'Recorders and rules are there all the same. AWS Config takes so many accounts a week into the aggregators of an account, and so many aggregators: orgsecrets doctor (D018) shows the command that asks for more. Then run apply again; or run it again in a week.',
    cause,
  });
}

/** What is changed by AWS Config's own API: through our roles for it, narrowed stand-ins where they are not there. */
export function configWritePort(
  doors: Doors,
  clients: Clients,
  clock: Clock,
  signal: AbortSignal,
): ConfigWritePort {
  const sessions = doors.memo<Session>();
  const enter = (accountId: string, purpose: string, policy: string | undefined) =>
    sessions.get(accountId, `${purpose}/${policy}`, () =>
      doors.open(accountId, purpose, policy).catch((error: unknown) => {
        throw roleRefused(error, accountId);
      }),
    );
  const clientFor = async (
    { accountId, region }: Target,
    purpose: 'mend' | 'extend',
    actions: readonly string[],
  ) => clients.config(await enter(accountId, purpose, sessionPolicy(actions)), region);

  /** Again as long as AWS Config may not have seen yet what was just made. */
  const whenSeen = <T>(call: () => Promise<T>): Promise<T> =>
    patiently(call, patienceWith, { clock, signal });

  return {
    async startRecorder(target, recorder) {
      // Our own recorder is the mend role's matter, anybody else's is the extend role's, made only when asked for.
      const purpose = recorder === recorderName ? 'mend' : 'extend';
      const client = await clientFor(target, purpose, ['config:StartConfigurationRecorder']);
      await client.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: recorder }));
    },
    async putRecorder(target, name, { settings, channel }) {
      const client = await clientFor(target, 'mend', [
        'config:PutConfigurationRecorder',
        'config:PutDeliveryChannel',
        'config:StartConfigurationRecorder',
        'iam:PassRole',
      ]);
      if (settings) {
        const ConfigurationRecorder = fromRecorderSettings(name, settings);
        await whenSeen(() => client.send(new PutConfigurationRecorderCommand({ ConfigurationRecorder })));
      }
      if (channel) {
        const DeliveryChannel = fromChannelSettings(name, channel);
        await client.send(new PutDeliveryChannelCommand({ DeliveryChannel }));
      }
      await client.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: name }));
    },
    async putRules(target, rules) {
      const client = await clientFor(target, 'mend', ['config:PutConfigRule']);
      for (const rule of rules) await client.send(new PutConfigRuleCommand({ ConfigRule: fromRule(rule) }));
    },
    async extendRecorder(target, recorder, type) {
      const client = await clientFor(target, 'extend', [
        'config:DescribeConfigurationRecorders',
        'config:PutConfigurationRecorder',
        'iam:PassRole',
      ]);
      const found = await readRawRecorder(client, recorder);
      const extended = withType(found, type);
      if (extended !== found) await putRawRecorder(client, extended);
    },
    async deliverSnapshot(target, deliveryChannelName) {
      const client = await clientFor(target, 'mend', ['config:DeliverConfigSnapshot']);
      await client.send(new DeliverConfigSnapshotCommand({ deliveryChannelName }));
    },
    async putAggregator(aggregator) {
      // Nothing stands in here: the hub, which makes the role, comes long before.
      const session = await enter(aggregator.accountId, 'aggregator-admin', undefined);
      const client = clients.config(session, aggregator.region);
      const put = () => client.send(new PutConfigurationAggregatorCommand(inputOf(aggregator)));
      const answer = await whenSeen(put).catch((error: unknown) => {
        if (isOfFormerAdministrator(error)) throw toBeMadeAnew(aggregator, error);
        throw isAws(error, 'LimitExceededException') ? beyondQuota(aggregator, error) : error;
      });
      return required(
        answer.ConfigurationAggregator?.ConfigurationAggregatorArn,
        'ConfigurationAggregator.ConfigurationAggregatorArn',
      );
    },
    async deleteAggregator({ name, accountId, region }) {
      const session = await enter(accountId, 'aggregator-admin', undefined);
      const client = clients.config(session, region);
      try {
        await client.send(new DeleteConfigurationAggregatorCommand({ ConfigurationAggregatorName: name }));
      } catch (error) {
        if (!isAws(error, 'NoSuchConfigurationAggregatorException')) throw error;
      }
    },
  };
}

function fromRule({
  name,
  identifier,
  description,
  resourceTypes,
  parameters,
  frequency,
}: RuleContent): ConfigRule {
  return {
    ConfigRuleName: name,
    Description: description,
    Source: { Owner: 'AWS', SourceIdentifier: identifier },
    ...(resourceTypes.length > 0 && { Scope: { ComplianceResourceTypes: [...resourceTypes] } }),
    ...(Object.keys(parameters).length > 0 && { InputParameters: JSON.stringify(parameters) }),
    ...(frequency !== undefined && { MaximumExecutionFrequency: frequency as MaximumExecutionFrequency }),
  };
}

function inputOf(aggregator: DesiredAggregator) {
  return {
    ConfigurationAggregatorName: aggregator.name,
    OrganizationAggregationSource: {
      RoleArn: aggregator.roleArn,
      ...(aggregator.regions === 'all' ? { AllAwsRegions: true } : { AwsRegions: [...aggregator.regions] }),
    },
    Tags: toTags(aggregator.tags),
  };
}
