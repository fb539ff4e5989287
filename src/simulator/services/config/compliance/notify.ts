import type { Shape, World } from '../../../kernel/contract.js';
import { emitServiceEvent } from '../../events/emit-service-event.js';
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

/** Says on the account's default bus that a verdict changed. */
export function notifyChange(world: World, place: Place, change: Change): void {
  emitServiceEvent(world, place, {
    source: 'aws.config',
    detailType: 'Config Rules Compliance Change',
    detail: () => detailOf(world, place, change),
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
