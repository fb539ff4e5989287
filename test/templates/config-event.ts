import { ruleNames } from '../../src/model/catalog.js';
import type { BusEvent } from '../../src/simulator/services/events/event.js';
import { loadTemplate } from './load.js';

export const accountId = '111122223333';
export const region = 'eu-west-1';
export const secret = `arn:aws:secretsmanager:${region}:${accountId}:secret:payments/db-AbCdEf`;

interface Changes {
  readonly rule?: string;
  readonly compliance?: string;
  readonly messageType?: string;
  readonly source?: string;
  readonly detailType?: string;
}

/**
 * As AWS Config sends it: the members of its example, for a secret.
 * https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html
 */
export function sample({
  rule = ruleNames[0],
  compliance = 'NON_COMPLIANT',
  messageType = 'ComplianceChangeNotification',
  source = 'aws.config',
  detailType = 'Config Rules Compliance Change',
}: Changes = {}): BusEvent {
  const result = (complianceType: string): object => ({
    evaluationResultIdentifier: {
      evaluationResultQualifier: {
        configRuleName: rule,
        resourceType: 'AWS::SecretsManager::Secret',
        resourceId: secret,
      },
      orderingTimestamp: '2026-11-01T09:12:00.000Z',
    },
    complianceType,
    resultRecordedTime: '2026-11-01T09:13:30.000Z',
    configRuleInvokedTime: '2026-11-01T09:13:29.000Z',
  });
  return {
    version: '0',
    id: '12345678-1234-1234-1234-111122223333',
    'detail-type': detailType,
    source,
    account: accountId,
    time: '2026-11-01T09:13:31Z',
    region,
    resources: [],
    detail: {
      resourceId: secret,
      awsRegion: region,
      awsAccountId: accountId,
      configRuleName: rule,
      recordVersion: '1.0',
      configRuleARN: `arn:aws:config:${region}:${accountId}:config-rule/config-rule-abc123`,
      messageType,
      newEvaluationResult: result(compliance),
      oldEvaluationResult: result('COMPLIANT'),
      notificationCreationTime: '2026-11-01T09:13:31.100Z',
      resourceType: 'AWS::SecretsManager::Secret',
    },
  };
}

export interface EventRule {
  readonly name: string;
  readonly pattern: string;
  readonly target: Record<string, unknown>;
}

export function rulesOf(file: string): readonly EventRule[] {
  return Object.entries(loadTemplate(file).Resources)
    .filter(([, { Type }]) => Type === 'AWS::Events::Rule')
    .map(([name, { Properties = {} }]) => ({
      name,
      pattern: JSON.stringify(Properties.EventPattern),
      target: (Properties.Targets as Record<string, unknown>[])[0] ?? {},
    }));
}

export const wrong: readonly (readonly [what: string, changes: Changes])[] = [
  ['becomes compliant', { compliance: 'COMPLIANT' }],
  ['becomes not applicable', { compliance: 'NOT_APPLICABLE' }],
  ['is of another rule', { rule: 's3-bucket-versioning-enabled' }],
  ['is of a rule with a longer name', { rule: `${ruleNames[0]}-2` }],
  ['is another message of AWS Config', { messageType: 'ConfigurationItemChangeNotification' }],
  ['is of another type', { detailType: 'Config Configuration Item Change' }],
  ['is of another service', { source: 'aws.securityhub' }],
  ['is of a customer who would like to be AWS Config', { source: 'my.config' }],
];

/** With a bus: the hub's, and that of a Region whose events do not reach it. */
export const buses = ['hub.yaml', 'notify.yaml'];
