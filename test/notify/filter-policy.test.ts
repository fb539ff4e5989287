import { expect } from 'chai';
import fc from 'fast-check';
import { filterPolicy, isOurFilter, mostAccounts, rulesAskedFor } from '../../src/desired/filter-policy.js';
import { ruleNames, type RuleName } from '../../src/model/catalog.js';
import { messageIds } from '../../src/model/message-id.js';
import { ruleSeverity, severities } from '../../src/model/severity.js';
import { digestBlocks } from '../../src/notify/digest-blocks.js';
import { digestMessages } from '../../src/notify/digest-messages.js';
import { makeDigest } from '../../src/notify/digest.js';
import { matches, parsePattern } from '../../src/simulator/event-pattern/pattern.js';
import { checkFilterPolicy } from '../../src/simulator/services/sns/filter-policy.js';
import { secretReport } from './arbitrary.js';

const accounts = ['111122223333', '222233334444', '333344445555'];

/** What the hub's template makes of an event; test/templates/notifications.test.ts holds the template against it. */
function changeOf(rule: RuleName, accountId: string): object {
  const region = 'eu-west-1';
  return {
    id: `${messageIds.changes}12345678-1234-1234-1234-111122223333`,
    content: { keywords: [ruleSeverity[rule], rule, region] },
    metadata: {
      eventType: 'finding',
      relatedResources: [`arn:aws:secretsmanager:${region}:${accountId}:secret:a-AbCdEf`, accountId],
    },
  };
}

const passes = (policy: string, message: object): boolean =>
  matches(parsePattern(policy), message as Record<string, unknown>);

const asked = fc.record({
  messages: fc.constantFrom(undefined, 'changes' as const, 'digests' as const),
  rules: fc.option(fc.subarray([...ruleNames], { minLength: 1 }), { nil: undefined }),
  severities: fc.option(fc.subarray([...severities], { minLength: 1 }), { nil: undefined }),
  accounts: fc.option(fc.subarray(accounts), { nil: undefined }),
});

const isAskedFor = (
  {
    rules,
    severities: levels,
  }: { rules: readonly string[] | undefined; severities: readonly string[] | undefined },
  rule: RuleName,
): boolean => (rules?.includes(rule) ?? true) && (levels?.includes(ruleSeverity[rule]) ?? true);

describe('the filter of a subscription', () => {
  it('lets a change through where its rule, its severity and its account are asked for, and no other', () => {
    fc.assert(
      fc.property(
        asked,
        fc.constantFrom(...ruleNames),
        fc.constantFrom(...accounts),
        (one, rule, account) => {
          const rules = rulesAskedFor(one);
          fc.pre(rules?.length !== 0);
          const policy = filterPolicy({ messages: one.messages, rules, accounts: one.accounts });
          const wanted =
            one.messages !== 'digests' && isAskedFor(one, rule) && (one.accounts?.includes(account) ?? true);
          expect(passes(policy, changeOf(rule, account))).to.equal(wanted);
        },
      ),
    );
  });

  it('lets the part of a digest through that tells something of what is asked for, and no other', () => {
    fc.assert(
      fc.property(asked, secretReport, (one, report) => {
        const rules = rulesAskedFor(one);
        fc.pre(rules?.length !== 0);
        const digest = makeDigest(report, undefined);
        const told = digestBlocks(digest, report.accounts).flatMap(({ lines }) => lines);
        const messages = digestMessages(digest, report.accounts);
        fc.pre(messages.length === 1);
        const wanted =
          one.messages !== 'changes' &&
          told.some(({ rule }) => isAskedFor(one, rule)) &&
          (one.accounts === undefined || told.some(({ accountId }) => one.accounts?.includes(accountId)));
        const policy = filterPolicy({ messages: one.messages, rules, accounts: one.accounts });
        expect(passes(policy, JSON.parse(messages[0]!.body) as object)).to.equal(wanted);
      }),
    );
  });

  it('says a severity where all of its rules are asked for, and else the rules', () => {
    const keywords = (rules: readonly RuleName[]): unknown =>
      (
        JSON.parse(filterPolicy({ messages: undefined, rules, accounts: undefined })) as {
          content: { keywords: unknown };
        }
      ).content.keywords;
    const low = ruleNames.filter((rule) => ruleSeverity[rule] === 'low');
    expect(keywords(low)).to.deep.equal(['low']);
    expect(keywords(low.slice(0, 1))).to.deep.equal([low[0]]);
    expect(rulesAskedFor({ rules: [...ruleNames] })).to.equal(undefined);
  });

  it('takes as many accounts as SNS does, and not one more', () => {
    const many = Array.from({ length: 76 }, (_, index) => String(100_000_000_000 + index));
    for (const severity of [undefined, ['high'], ['high', 'low'], ['medium', 'low', 'high']] as const) {
      const rules = severity && rulesAskedFor({ severities: severity, rules: ruleNames.slice(0, 4) });
      const most = mostAccounts(rules);
      const policy = (count: number) =>
        filterPolicy({ messages: undefined, rules, accounts: many.slice(0, count) });
      expect(() => checkFilterPolicy(policy(most), 'MessageBody')).not.to.throw();
      expect(() => checkFilterPolicy(policy(most + 1), 'MessageBody')).to.throw('too complex');
    }
    expect(mostAccounts(undefined)).to.equal(75);
  });

  it('is known to be ours, and no other is', () => {
    const wants = { messages: undefined, rules: undefined, accounts: undefined };
    expect(isOurFilter(filterPolicy(wants))).to.equal(true);
    expect(isOurFilter(filterPolicy({ ...wants, messages: 'digests', accounts: [] }))).to.equal(true);
    for (const other of [
      undefined,
      '{}',
      'no JSON',
      '[]',
      '{"id":[]}',
      '{"id":["x"]}',
      '{"id":[{"prefix":"orgsecrets-"},"x"]}',
      '{"content":{"keywords":["high"]}}',
    ])
      expect(isOurFilter(other), other).to.equal(false);
  });
});
