import { expect } from 'chai';
import { ruleNames } from '../../src/model/catalog.js';
import type { RuleName } from '../../src/model/catalog.js';
import { ruleSeverity } from '../../src/model/severity.js';
import { exceptionStep, rulePage, ruleWords } from '../../src/notify/rule-words.js';
import { matches, parsePattern } from '../../src/simulator/event-pattern/pattern.js';
import type { BusEvent } from '../../src/simulator/services/events/event.js';
import { targetInput } from '../../src/simulator/services/events/target-input.js';
import { accountId, buses, region, rulesOf, sample, secret, wrong, type EventRule } from './config-event.js';

const asks = ({ pattern }: EventRule, event: BusEvent): boolean =>
  matches(parsePattern(pattern), { ...event });
const matching = (file: string, event: BusEvent): readonly EventRule[] =>
  rulesOf(file).filter((rule) => asks(rule, event));

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
