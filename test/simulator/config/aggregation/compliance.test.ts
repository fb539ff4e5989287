import { expect } from 'chai';
import type { Shape } from '../../../../src/simulator/kernel/contract.js';
import { administrator, management, member, refusal, region } from '../support/world.js';
import type { TestWorld } from '../support/world.js';
import { aggregated, ask, otherRegion, secretType } from './support.js';

const successRule = { ConfigRuleName: 'rotation-success', AccountId: member, AwsRegion: region };

describe('the compliance of rules over an aggregator', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await aggregated();
  });
  afterEach(() => test.stop());

  const rules = async (Filters: Shape = {}, input: Shape = {}): Promise<string[]> => {
    const answer = await ask(test, 'DescribeAggregateComplianceByConfigRules', { Filters, ...input });
    return (answer['AggregateComplianceByConfigRules'] as Shape[]).map((row) => {
      const { ComplianceType, ComplianceContributorCount } = row['Compliance'] as Shape;
      const { CappedCount, CapExceeded } = ComplianceContributorCount as Shape;
      const count = `${String(CappedCount)}${CapExceeded === true ? '+' : ''}`;
      return [row['AccountId'], row['AwsRegion'], row['ConfigRuleName'], ComplianceType, count].join(' ');
    });
  };
  const all = [
    `${member} ${region} rotation-success NON_COMPLIANT 1`,
    `${member} ${region} using-cmk NON_COMPLIANT 2`,
    `${administrator} ${otherRegion} rotation-success COMPLIANT 1`,
    `${administrator} ${otherRegion} using-cmk NON_COMPLIANT 1`,
  ];

  it('counts the resources behind each verdict, and leaves out rules without results', async () => {
    expect(await rules()).to.deep.equal(all);
  });

  it('is filtered by rule, verdict, account and Region', async () => {
    expect(await rules({ ConfigRuleName: 'rotation-success' })).to.deep.equal([all[0], all[2]]);
    expect(await rules({ ComplianceType: 'COMPLIANT' })).to.deep.equal([all[2]]);
    expect(await rules({ AccountId: member, ComplianceType: 'NON_COMPLIANT' })).to.deep.equal(
      all.slice(0, 2),
    );
    expect(await rules({ AwsRegion: otherRegion })).to.deep.equal(all.slice(2));
    expect(await rules({ AccountId: management })).to.deep.equal([]);
  });

  it('takes no other verdict for a filter', async () => {
    for (const ComplianceType of ['NOT_APPLICABLE', 'INSUFFICIENT_DATA', 'nonsense'])
      expect((await refusal(rules({ ComplianceType }))).code).to.equal('ValidationException');
  });

  it('counts up to 25 resources', async () => {
    await test.stop();
    const secrets = Array.from({ length: 26 }, (_, n) => ({ accountId: member, region, name: `s${n}` }));
    test = await aggregated({ secrets });
    expect(await rules()).to.deep.equal([`${member} ${region} using-cmk NON_COMPLIANT 25+`]);
  });

  it('has pages of up to 1,000 rules', async () => {
    expect(await rules({}, { Limit: 3 })).to.deep.equal(all.slice(0, 3));
    expect(await rules({}, { Limit: 1000 })).to.deep.equal(all);
    expect((await refusal(rules({}, { Limit: 1001 }))).code).to.equal('InvalidLimitException');
  });
});

describe('the details of a rule over an aggregator', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await aggregated();
  });
  afterEach(() => test.stop());

  const details = async (input: Shape = {}): Promise<Shape[]> => {
    const answer = await ask(test, 'GetAggregateComplianceDetailsByConfigRule', { ...successRule, ...input });
    return answer['AggregateEvaluationResults'] as Shape[];
  };
  const resources = (results: readonly Shape[]): string[] =>
    results.map((result) => {
      const { EvaluationResultQualifier } = result['EvaluationResultIdentifier'] as Shape;
      const id = String((EvaluationResultQualifier as Shape)['ResourceId']);
      return `${/secret:([^-]+)/.exec(id)?.[1]} ${String(result['ComplianceType'])}`;
    });

  it('leave out secrets that the rule does not apply to', async () => {
    const [only, ...others] = await details();
    expect(others).to.deep.equal([]);
    expect(only).to.deep.include({ ComplianceType: 'NON_COMPLIANT', AccountId: member, AwsRegion: region });
    expect(only?.['ResultRecordedTime']).to.be.instanceOf(Date);
    expect((only?.['EvaluationResultIdentifier'] as Shape)['EvaluationResultQualifier']).to.deep.include({
      ConfigRuleName: 'rotation-success',
      ResourceType: secretType,
    });
    expect(resources(await details({ ConfigRuleName: 'using-cmk' }))).to.deep.equal([
      'api NON_COMPLIANT',
      'db NON_COMPLIANT',
    ]);
  });

  it('are filtered by the two verdicts that AWS supports', async () => {
    expect(await details({ ComplianceType: 'COMPLIANT' })).to.deep.equal([]);
    expect(resources(await details({ ComplianceType: 'NON_COMPLIANT' }))).to.deep.equal(['db NON_COMPLIANT']);
    const refused = await refusal(details({ ComplianceType: 'NOT_APPLICABLE' }));
    expect(refused.code).to.equal('ValidationException');
  });

  it('are none of a rule, an account or a Region that the aggregator does not know', async () => {
    expect(await details({ ConfigRuleName: 'none' })).to.deep.equal([]);
    expect(await details({ AccountId: '999999999999' })).to.deep.equal([]);
    expect(await details({ AwsRegion: 'af-south-1' })).to.deep.equal([]);
  });

  it('come 50 to a page, and at most 100', async () => {
    await test.stop();
    const secrets = Array.from({ length: 120 }, (_, n) => ({ accountId: member, region, name: `s${n}` }));
    test = await aggregated({ secrets });
    const rule = { ConfigRuleName: 'using-cmk' };
    expect(await details(rule)).to.have.length(50);
    expect(await details({ ...rule, Limit: 100 })).to.have.length(100);
    expect((await refusal(details({ ...rule, Limit: 101 }))).code).to.equal('InvalidLimitException');
  });

  it('need rule, account and Region', async () => {
    for (const member of Object.keys(successRule))
      expect((await refusal(details({ [member]: undefined }))).code, member).to.equal('ValidationException');
  });
});

describe('the summary of rules over an aggregator', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await aggregated();
  });
  afterEach(() => test.stop());

  const summary = async (input: Shape): Promise<[name: unknown, compliant: unknown, non: unknown][]> => {
    const answer = await ask(test, 'GetAggregateConfigRuleComplianceSummary', input);
    expect(answer['GroupByKey']).to.equal(input['GroupByKey']);
    return (answer['AggregateComplianceCounts'] as Shape[]).map((group) => {
      const counts = group['ComplianceSummary'] as Record<string, Shape>;
      const count = (member: string): unknown => counts[member]?.['CappedCount'];
      return [group['GroupName'], count('CompliantResourceCount'), count('NonCompliantResourceCount')];
    });
  };

  it('counts rules by account, by Region, or all together', async () => {
    expect(await summary({ GroupByKey: 'ACCOUNT_ID' })).to.deep.equal([
      [member, 0, 2],
      [administrator, 1, 1],
    ]);
    expect(await summary({ GroupByKey: 'AWS_REGION' })).to.deep.equal([
      [region, 0, 2],
      [otherRegion, 1, 1],
    ]);
    expect(await summary({})).to.deep.equal([[undefined, 1, 3]]);
  });

  it('is filtered by account and Region', async () => {
    const input = { GroupByKey: 'ACCOUNT_ID', Filters: { AccountId: administrator } };
    expect(await summary(input)).to.deep.equal([[administrator, 1, 1]]);
    expect(await summary({ Filters: { AccountId: administrator, AwsRegion: region } })).to.deep.equal([]);
  });
});
