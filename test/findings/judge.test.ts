import { expect } from 'chai';
import { ruleNames, type RuleName } from '../../src/model/catalog.js';
import {
  desiredWithRules,
  findingIn,
  hoursAgo,
  healthySources,
  recordedSecret,
  reportOf,
  result,
  resultsOf,
  rotating,
  shop,
} from './material.js';

const rotation: RuleName = 'secretsmanager-rotation-enabled-check';
const success: RuleName = 'secretsmanager-scheduled-rotation-success-check';
const periodic: RuleName = 'secretsmanager-secret-periodic-rotation';
const unused: RuleName = 'secretsmanager-secret-unused';
const cmk: RuleName = 'secretsmanager-using-cmk';

describe('how a secret stands under a rule', () => {
  for (const rule of ruleNames)
    it(`is what AWS says of it: ${rule}`, () => {
      const report = reportOf({
        secrets: [recordedSecret('good'), recordedSecret('bad')],
        results: resultsOf(
          result('good', rule, 'COMPLIANT', { recordedAt: hoursAgo(500) }),
          result('bad', rule, 'NON_COMPLIANT', { recordedAt: hoursAgo(500), annotation: 'AWS says so' }),
        ),
      });
      expect(findingIn(report, 'good', rule)).to.deep.equal({
        rule,
        state: 'compliant',
        recordedAt: hoursAgo(500),
      });
      expect(findingIn(report, 'bad', rule)).to.deep.equal({
        rule,
        state: 'non-compliant',
        recordedAt: hoursAgo(500),
        reason: 'AWS says so',
      });
    });

  it('is not applicable for a secret whose rotation is recorded as off, and for that one alone', () => {
    const report = reportOf({
      secrets: [
        recordedSecret('off', { rotation: rotating({ enabled: false }) }),
        recordedSecret('on', { rotation: rotating(), capturedAt: hoursAgo(1) }),
        recordedSecret('unsaid', { rotation: rotating({ enabled: undefined }), capturedAt: hoursAgo(1) }),
      ],
    });
    expect(findingIn(report, 'off', success)).to.deep.include({ state: 'not-applicable' });
    expect(findingIn(report, 'off', success).reason).to.match(/records that rotation is off/);
    expect(findingIn(report, 'on', success).state).to.equal('pending');
    expect(findingIn(report, 'unsaid', success).state).to.equal('pending');
    expect(findingIn(report, 'off', periodic).state).to.equal('not-visible');
  });

  it('is pending for as long as the rule may take, and not visible after that', () => {
    const stateOf = (rule: RuleName, hours: number) =>
      findingIn(reportOf({ secrets: [recordedSecret('new', { capturedAt: hoursAgo(hours) })] }), 'new', rule)
        .state;
    expect([stateOf(cmk, 6), stateOf(cmk, 6.1)]).to.deep.equal(['pending', 'not-visible']);
    expect([stateOf(unused, 30), stateOf(unused, 30.1)]).to.deep.equal(['pending', 'not-visible']);
  });

  it('is pending where rotation was switched on within four hours of the rule’s word', () => {
    const stateOf = (compliance: string, enabled: boolean, recordedHours: number, capturedHours: number) =>
      findingIn(
        reportOf({
          secrets: [
            recordedSecret('s', { rotation: rotating({ enabled }), capturedAt: hoursAgo(capturedHours) }),
          ],
          results: resultsOf(result('s', rotation, compliance, { recordedAt: hoursAgo(recordedHours) })),
        }),
        's',
        rotation,
      ).state;
    expect(stateOf('NON_COMPLIANT', true, 5, 1)).to.equal('pending');
    expect(stateOf('COMPLIANT', false, 5, 1)).to.equal('pending');
    expect(stateOf('NON_COMPLIANT', true, 5, 0.9), 'after the four hours').to.equal('non-compliant');
    expect(stateOf('NON_COMPLIANT', true, 1, 5), 'judged after the change').to.equal('non-compliant');
    expect(stateOf('NON_COMPLIANT', false, 5, 1), 'no contradiction').to.equal('non-compliant');
  });

  it('takes the word of the rule for a secret that rotates too seldom', () => {
    const rules = desiredWithRules().rulesByRegion.get('eu-west-1')!;
    const desired = desiredWithRules({
      rulesByRegion: new Map([
        [
          'eu-west-1',
          rules.map((rule) =>
            rule.name === rotation ? { ...rule, parameters: { maximumAllowedRotationFrequency: '7' } } : rule,
          ),
        ],
      ]),
    });
    const report = reportOf({
      desired,
      secrets: [recordedSecret('s', { rotation: rotating(), capturedAt: hoursAgo(1) })],
      results: resultsOf(result('s', rotation, 'NON_COMPLIANT', { recordedAt: hoursAgo(2) })),
    });
    expect(findingIn(report, 's', rotation).state).to.equal('non-compliant');
  });

  it('names the known false positive of using-cmk: a key of another account', () => {
    const key = (accountId: string) => `arn:aws:kms:eu-west-1:${accountId}:key/k`;
    const report = reportOf({
      secrets: [
        recordedSecret('theirs', { kmsKeyId: key('999999999999') }),
        recordedSecret('own', { kmsKeyId: key(shop.accountId) }),
        recordedSecret('aws'),
      ],
      results: resultsOf(
        result('theirs', cmk, 'NON_COMPLIANT'),
        result('own', cmk, 'NON_COMPLIANT'),
        result('aws', cmk, 'NON_COMPLIANT'),
        result('theirs', unused, 'NON_COMPLIANT'),
      ),
    });
    const theirs = findingIn(report, 'theirs', cmk);
    expect(theirs).to.include({ state: 'non-compliant', falsePositive: 'key-of-another-account' });
    expect(theirs.reason).to.match(/account 999999999999/);
    expect(findingIn(report, 'own', cmk)).to.not.have.property('falsePositive');
    expect(findingIn(report, 'aws', cmk)).to.not.have.property('falsePositive');
    expect(findingIn(report, 'theirs', unused)).to.not.have.property('falsePositive');
  });

  it('is not supported where the rule is not in the Region, with the reason of the exclusion', () => {
    const desired = desiredWithRules({
      rulesByRegion: new Map([['eu-west-1', []]]),
      exclusions: [
        { rule: cmk, reason: 'turned off', source: 'org.yaml rules.x' },
        { rule: unused, region: 'eu-west-1', reason: 'AWS refuses it', source: 'a page' },
        { rule: periodic, region: 'us-east-1', reason: 'not here', source: 'a page' },
      ],
    });
    const report = reportOf({ desired, secrets: [recordedSecret('s')] });
    const reasonOf = (rule: RuleName) => findingIn(report, 's', rule);
    expect(reasonOf(cmk)).to.deep.equal({
      rule: cmk,
      state: 'not-supported',
      reason: 'turned off (org.yaml rules.x)',
    });
    expect(reasonOf(unused).reason).to.equal('AWS refuses it (a page)');
    expect(reasonOf(periodic).reason).to.equal('the rule is not deployed in this Region');
  });

  it('is what AWS says even where the rule was not wanted', () => {
    const desired = desiredWithRules({ rulesByRegion: new Map([['eu-west-1', []]]) });
    const report = reportOf({
      desired,
      secrets: [recordedSecret('s')],
      results: resultsOf(result('s', cmk, 'NON_COMPLIANT')),
    });
    expect(findingIn(report, 's', cmk).state).to.equal('non-compliant');
  });

  it('is not visible where the source failed, with AWS’s reason and what was said before', () => {
    const sources = healthySources(desiredWithRules()).map((source) =>
      source.source === shop.accountId ? { ...source, status: 'FAILED', error: 'InvalidRole: no' } : source,
    );
    const report = reportOf({
      sources,
      secrets: [recordedSecret('s')],
      results: resultsOf(result('s', cmk, 'COMPLIANT')),
    });
    const finding = findingIn(report, 's', cmk);
    expect(finding.state).to.equal('not-visible');
    expect(finding.reason).to.match(/InvalidRole: no; what it said last was COMPLIANT at 2026/);
    expect(report.invisible).to.deep.equal([
      { ...shop, reason: 'AWS Config could not collect from there: InvalidRole: no' },
    ]);
  });

  it('is not visible where the aggregator never collected, or nobody knows whether the Region is there', () => {
    const desired = desiredWithRules();
    const without = healthySources(desired).filter(({ source }) => source !== shop.accountId);
    expect(reportOf({ sources: without }).invisible).to.deep.equal([
      { ...shop, reason: 'the aggregator has not collected from there' },
    ]);
    const narrow = desiredWithRules({
      aggregator: { ...desired.aggregator, regions: ['us-east-1'] },
    });
    expect(reportOf({ desired: narrow, sources: without }).invisible[0]?.reason).to.match(
      /does not collect from this Region/,
    );
    const undecided = desiredWithRules({ undecided: [{ ...shop, reason: 'nobody knows' }] });
    expect(reportOf({ desired: undecided, sources: without }).invisible).to.deep.equal([
      { ...shop, reason: 'nobody knows' },
    ]);
    expect(reportOf({ desired: undecided, sources: healthySources(desired) }).invisible).to.deep.equal([]);
  });

  it('believes the organization’s row where accounts have none of their own', () => {
    const row = (status: string) => [{ source: 'o-example1234', region: 'eu-west-1', status, error: 'why' }];
    expect(reportOf({ sources: row('SUCCEEDED') }).invisible).to.deep.equal([]);
    expect(reportOf({ sources: row('FAILED') }).invisible).to.have.length(2);
    expect(reportOf({ sources: row('OUTDATED') }).outdated).to.have.length(2);
  });

  it('is not visible in a place that is not covered, unless there is a result', () => {
    const there = { accountId: '111111111111', region: 'eu-west-1' };
    const desired = desiredWithRules({
      exclusions: [{ accountId: '111111111111', reason: 'sandbox', source: 'org.yaml accounts.exclude' }],
    });
    const sources = [
      ...healthySources(desired),
      { source: '111111111111', region: 'eu-west-1', status: 'SUCCEEDED', error: undefined },
    ];
    const report = reportOf({
      desired,
      sources,
      secrets: [recordedSecret('s', there)],
      results: resultsOf(result('s', cmk, 'COMPLIANT', there)),
    });
    expect(findingIn(report, 's', cmk).state).to.equal('compliant');
    expect(findingIn(report, 's', unused)).to.deep.equal({
      rule: unused,
      state: 'not-visible',
      reason: 'not covered: sandbox (org.yaml accounts.exclude)',
    });
  });
});
