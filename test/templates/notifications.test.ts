import { expect } from 'chai';
import { ruleNames } from '../../src/model/catalog.js';
import type { RuleName } from '../../src/model/catalog.js';
import { ruleSeverity } from '../../src/model/severity.js';
import { exceptionStep, rulePage, ruleWords } from '../../src/notify/rule-words.js';
import { matches, parsePattern } from '../../src/simulator/event-pattern/pattern.js';
import type { BusEvent } from '../../src/simulator/services/events/event.js';
import { targetInput } from '../../src/simulator/services/events/target-input.js';
import { loadTemplate } from './load.js';

const accountId = '111122223333';
const region = 'eu-west-1';
const secret = `arn:aws:secretsmanager:${region}:${accountId}:secret:payments/db-AbCdEf`;

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
function sample({
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

interface EventRule {
  readonly name: string;
  readonly pattern: string;
  readonly target: Record<string, unknown>;
}

function rulesOf(file: string): readonly EventRule[] {
  return Object.entries(loadTemplate(file).Resources)
    .filter(([, { Type }]) => Type === 'AWS::Events::Rule')
    .map(([name, { Properties = {} }]) => ({
      name,
      pattern: JSON.stringify(Properties.EventPattern),
      target: (Properties.Targets as Record<string, unknown>[])[0] ?? {},
    }));
}

const asks = ({ pattern }: EventRule, event: BusEvent): boolean =>
  matches(parsePattern(pattern), { ...event });
const matching = (file: string, event: BusEvent): readonly EventRule[] =>
  rulesOf(file).filter((rule) => asks(rule, event));

const wrong: readonly (readonly [what: string, changes: Changes])[] = [
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
const buses = ['hub.yaml', 'notify.yaml'];

describe('an event of AWS Config', () => {
  for (const rule of ruleNames) {
    it(`that says NON_COMPLIANT of ${rule} is forwarded, and becomes one message`, () => {
      expect(matching('forward.yaml', sample({ rule }))).to.have.length(1);
      for (const file of buses) expect(matching(file, sample({ rule })), file).to.have.length(1);
    });
  }

  for (const [what, changes] of wrong) {
    it(`that ${what} goes nowhere`, () => {
      expect(matching('forward.yaml', sample(changes))).to.deep.equal([]);
      for (const file of buses) expect(matching(file, sample(changes)), file).to.deep.equal([]);
    });
  }
});

describe('the message of the hub', () => {
  const messageOf = (rule: RuleName): string => {
    const [found] = matching('hub.yaml', sample({ rule }));
    return targetInput(found?.target ?? {}, sample({ rule }), {
      ruleArn: '',
      ruleName: '',
      ingestionTime: '',
    });
  };

  for (const rule of ruleNames) {
    const severity = ruleSeverity[rule];
    const { title, meaning, nextSteps } = ruleWords[rule];

    it(`on ${rule} tells where, what is wrong and what to do, in the words of the digest`, () => {
      expect(JSON.parse(messageOf(rule))).to.deep.equal({
        version: '1.0',
        source: 'custom',
        id: 'orgsecrets-change-12345678-1234-1234-1234-111122223333',
        content: {
          textType: 'client-markdown',
          title,
          description: `In account ${accountId}, ${region}, the secret ${secret} ${meaning}. NON_COMPLIANT under ${rule} since 2026-11-01T09:13:31Z.`,
          nextSteps: [...nextSteps, exceptionStep, `What the rule asks for: ${rulePage(rule)}`],
          keywords: [severity, rule, region],
        },
        metadata: {
          summary: `${title}: account ${accountId}, ${region}`,
          eventType: 'finding',
          relatedResources: [secret, accountId],
        },
      });
    });
  }

  it('uses every variable that it defines, and no other', () => {
    for (const { name, target } of rulesOf('hub.yaml')) {
      const transformer = target.InputTransformer as { InputPathsMap: object; InputTemplate: string };
      const used = new Set([...transformer.InputTemplate.matchAll(/<(\w+)>/g)].map((match) => match[1]));
      expect([...used], name).to.have.members(Object.keys(transformer.InputPathsMap));
      expect(transformer.InputTemplate.length, name).to.be.lessThan(8192);
    }
  });
});
