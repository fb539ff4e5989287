import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { putRecorder } from './support/target.js';
import { member, refusal, testWorld } from './support/world.js';
import type { TestWorld } from './support/world.js';

describe('a rule of AWS Config', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
    await putRecorder(test);
  });
  afterEach(() => test.stop());

  const put = (rule: Shape, region?: string): Promise<Shape> => {
    const source = { Owner: 'AWS', SourceIdentifier: 'SECRETSMANAGER_USING_CMK' };
    const as = region === undefined ? {} : { region };
    return test.call(
      'config',
      'PutConfigRule',
      { ConfigRule: { ConfigRuleName: 'cmk', Source: source, ...rule } },
      as,
    );
  };
  const described = async (input: Shape = {}): Promise<Shape[]> =>
    (await test.call('config', 'DescribeConfigRules', input))['ConfigRules'] as Shape[];
  const source = (SourceIdentifier: string): Shape => ({ Owner: 'AWS', SourceIdentifier });

  it('is EVALUATING first and then ACTIVE', async () => {
    await put({});
    const [rule] = await described();
    expect(rule).to.deep.include({
      ConfigRuleName: 'cmk',
      ConfigRuleState: 'EVALUATING',
      EvaluationModes: [{ Mode: 'DETECTIVE' }],
    });
    expect(rule?.['ConfigRuleArn']).to.match(
      /^arn:aws:config:eu-central-1:222222222222:config-rule\/config-rule-[a-z0-9]{6}$/,
    );
    await test.pass(10_000);
    expect((await described())[0]).to.include({ ConfigRuleState: 'ACTIVE' });
  });

  it('needs a recorder when it is managed', async () => {
    const error = await refusal(put({}, 'eu-west-1'));
    expect([error.code, error.message]).to.deep.equal([
      'NoAvailableConfigurationRecorderException',
      'You must create a configuration recorder before you can create or update a Config rule.',
    ]);
  });

  it('is refused where the identifier is unknown, or unknown in the Region', async () => {
    const message = (identifier: string): string =>
      `The sourceIdentifier ${identifier} is invalid. Please refer to the documentation for a list of valid sourceIdentifiers that can be used when AWS is the Owner.`;
    const unknown = await refusal(put({ Source: source('SECRETSMANAGER_USING_CMKS') }));
    expect([unknown.code, unknown.message]).to.deep.equal([
      'InvalidParameterValueException',
      message('SECRETSMANAGER_USING_CMKS'),
    ]);
    await test.stop();
    const account = {
      id: member,
      name: 'member',
      optIn: ['ap-southeast-3'],
      serviceLinkedRoles: ['config.amazonaws.com'],
    };
    test = await testWorld({ accounts: [{ id: '111111111111', name: 'management' }, account] });
    const jakarta = await refusal(put({}, 'ap-southeast-3'));
    expect([jakarta.code, jakarta.message]).to.deep.equal([
      'InvalidParameterValueException',
      message('SECRETSMANAGER_USING_CMK'),
    ]);
  });

  it('takes its own parameters alone, as strings', async () => {
    const periodic = source('SECRETSMANAGER_SECRET_UNUSED');
    await put({ Source: periodic, InputParameters: '{"unusedForDays":"30"}' });
    const refused = async (InputParameters: string): Promise<string> =>
      (await refusal(put({ Source: periodic, InputParameters }))).message;
    expect(await refused('{"days":"30"}')).to.equal(
      'Unknown parameters provided in the inputParameters: {"days":"30"}',
    );
    expect(await refused('{"unusedForDays":30}')).to.contain('unusedForDays');
    expect(await refused('{"unusedForDays":"a month"}')).to.contain('unusedForDays');
    expect(await refused('[1]')).to.equal('Invalid json [1] passed in the InputParameters field');
  });

  it('has a frequency only when it is periodic', async () => {
    const frequency = { MaximumExecutionFrequency: 'Six_Hours' };
    expect((await refusal(put(frequency))).code).to.equal('InvalidParameterValueException');
    await put({ ...frequency, Source: source('SECRETSMANAGER_SECRET_PERIODIC_ROTATION') });
    expect((await described())[0]).to.include(frequency);
  });

  it('is found by name, and one name that is wrong fails the whole call', async () => {
    await put({});
    expect(await described({ ConfigRuleNames: ['cmk'] })).to.have.length(1);
    const error = await refusal(described({ ConfigRuleNames: ['cmk', 'nobody'] }));
    expect([error.code, error.message]).to.deep.equal([
      'NoSuchConfigRuleException',
      "The ConfigRule 'nobody' provided in the request is invalid. Please check the configRule name",
    ]);
  });

  it('comes in pages of 25', async () => {
    for (let n = 0; n < 30; n += 1) await put({ ConfigRuleName: `rule-${String(n).padStart(2, '0')}` });
    const first = await test.call('config', 'DescribeConfigRules');
    expect(first['ConfigRules']).to.have.length(25);
    const second = await test.call('config', 'DescribeConfigRules', { NextToken: first['NextToken'] });
    expect(second['ConfigRules']).to.have.length(5);
    expect(second).to.not.have.property('NextToken');
    const wrong = test.call('config', 'DescribeConfigRules', { NextToken: 'made up' });
    expect((await refusal(wrong)).code).to.equal('InvalidNextTokenException');
  });

  it('is DELETING for a while when it is deleted, and can not be put meanwhile', async () => {
    await put({});
    await test.call('config', 'DeleteConfigRule', { ConfigRuleName: 'cmk' });
    expect((await described())[0]).to.include({ ConfigRuleState: 'DELETING' });
    expect((await refusal(put({}))).code).to.equal('ResourceInUseException');
    await test.pass(10_000);
    expect(await described()).to.deep.equal([]);
    const again = test.call('config', 'DeleteConfigRule', { ConfigRuleName: 'cmk' });
    expect((await refusal(again)).code).to.equal('NoSuchConfigRuleException');
  });

  it('is evaluated on demand at most once a minute', async () => {
    await put({});
    const evaluate = (): Promise<Shape> =>
      test.call('config', 'StartConfigRulesEvaluation', { ConfigRuleNames: ['cmk'] });
    expect((await refusal(evaluate())).code).to.equal('LimitExceededException');
    await test.pass(120_000);
    await evaluate();
    expect((await described())[0]).to.include({ ConfigRuleState: 'EVALUATING' });
    expect((await refusal(evaluate())).code).to.equal('LimitExceededException');
  });

  it('keeps its tags, which name it by its ARN', async () => {
    await put({});
    const arn = (await described())[0]?.['ConfigRuleArn'];
    await test.call('config', 'TagResource', {
      ResourceArn: arn,
      Tags: [{ Key: 'team', Value: 'security' }],
    });
    const tags = await test.call('config', 'ListTagsForResource', { ResourceArn: arn });
    expect(tags['Tags']).to.deep.equal([{ Key: 'team', Value: 'security' }]);
    await test.call('config', 'UntagResource', { ResourceArn: arn, TagKeys: ['team'] });
    expect((await test.call('config', 'ListTagsForResource', { ResourceArn: arn }))['Tags']).to.deep.equal(
      [],
    );
    const nobody = test.call('config', 'ListTagsForResource', {
      ResourceArn: 'arn:aws:config:eu-central-1:1:config-rule/x',
    });
    expect((await refusal(nobody)).code).to.equal('ResourceNotFoundException');
  });
});
