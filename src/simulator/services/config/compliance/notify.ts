import { ServiceError } from '../../../kernel/contract.js';
import type { Shape, World } from '../../../kernel/contract.js';
import { busAt } from '../../events/state.js';
import { configService } from '../identity.js';
import type { ConfigRule, Place } from '../state.js';
import { compact } from '../wire.js';
import type { Result } from './state.js';

interface Change {
  readonly rule: ConfigRule;
  readonly type: string;
  readonly id: string;
  readonly before: Result | undefined;
  readonly after: Result;
}

/**
 * Puts the event of a changed verdict on the account's default bus, where anything listens. Events are best effort:
 * https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html
 */
export function notifyChange(world: World, place: Place, change: Change): void {
  const rules = busAt(world, { ...place, name: 'default' })?.rules ?? {};
  if (Object.keys(rules).length === 0) return;
  const Entries = [
    {
      Source: 'aws.config',
      DetailType: 'Config Rules Compliance Change',
      Time: new Date(world.clock.now()),
      Resources: [],
      Detail: JSON.stringify(detailOf(world, place, change)),
    },
  ];
  world.background(async () => {
    try {
      await world.invoke(
        'events',
        'PutEvents',
        { Entries },
        { caller: configService(world, place), region: place.region },
      );
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
    }
  });
}

/** https://docs.aws.amazon.com/config/latest/developerguide/example-config-rule-compliance-notification.html */
function detailOf(world: World, place: Place, { rule, type, id, before, after }: Change): Shape {
  const result = (of: Result): Shape => ({
    evaluationResultIdentifier: {
      evaluationResultQualifier: {
        configRuleName: rule.name,
        resourceType: type,
        resourceId: id,
        evaluationMode: 'DETECTIVE',
      },
      orderingTimestamp: new Date(of.orderedAt).toISOString(),
    },
    complianceType: of.verdict,
    resultRecordedTime: new Date(of.recordedAt).toISOString(),
    configRuleInvokedTime: new Date(of.invokedAt).toISOString(),
  });
  return compact({
    resourceId: id,
    awsRegion: place.region,
    awsAccountId: place.accountId,
    configRuleName: rule.name,
    recordVersion: '1.0',
    configRuleARN: rule.arn,
    messageType: 'ComplianceChangeNotification',
    newEvaluationResult: result(after),
    oldEvaluationResult: before && result(before),
    notificationCreationTime: new Date(world.clock.now()).toISOString(),
    resourceType: type,
  });
}
