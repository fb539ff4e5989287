import { expect } from 'chai';
import type { ConfigReadPort } from '../../src/observed/ports.js';
import { assumedRole, callerIdentity, connected, type FakeAnswer, fakeAws, jsonError } from './fake-aws.js';

async function inTarget<T>(
  answers: Readonly<Record<string, (count: number, body: string) => FakeAnswer>>,
  look: (config: ConfigReadPort) => Promise<T>,
): Promise<T> {
  const server = await fakeAws(({ operation, body }, count) => {
    if (operation === 'GetCallerIdentity') return callerIdentity;
    if (operation === 'AssumeRole') return assumedRole('ASIAEXAMPLE');
    return answers[operation]!(count, body);
  });
  const { aws } = await connected(server.endpoint);
  try {
    return await look((await aws.members.look('333333333333')).config('eu-west-1'));
  } finally {
    aws.close();
    await server.stop();
  }
}

describe('looking at AWS Config in a target', () => {
  it('does not take a service’s own recorder for the account’s', async () => {
    const linked = {
      name: 'AWSConfigurationRecorderForX',
      recording: true,
      servicePrincipal: 'x.amazonaws.com',
    };
    const own = {
      name: 'default',
      recording: false,
      lastStatus: 'Failure',
      lastErrorCode: 'E',
      lastErrorMessage: 'm',
    };
    const status = (...recorders: object[]) => ({
      DescribeConfigurationRecorderStatus: () => ({ body: { ConfigurationRecordersStatus: recorders } }),
    });
    expect(await inTarget(status(linked), (config) => config.recorderStatus())).to.equal(undefined);
    expect(await inTarget(status(linked, own), (config) => config.recorderStatus())).to.deep.equal({
      name: 'default',
      recording: false,
      lastStatus: 'Failure',
      lastError: 'E: m',
    });
  });

  it('takes only NoSuchConfigurationRecorderException for the absence of a recorder', async () => {
    const answer = (code: string) => ({ DescribeConfigurationRecorderStatus: () => jsonError(code, 'x') });
    const look = (config: ConfigReadPort) => config.recorderStatus();
    expect(await inTarget(answer('NoSuchConfigurationRecorderException'), look)).to.equal(undefined);
    const error = await inTarget(answer('NoSuchSomethingException'), look).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'UnexpectedAnswer' });
  });

  it('names each failed delivery, and knows whether one succeeded', async () => {
    const channel = {
      name: 'orgsecrets',
      configHistoryDeliveryInfo: {
        lastStatus: 'Failure',
        lastErrorCode: 'AccessDenied',
        lastErrorMessage: 'no',
      },
      configSnapshotDeliveryInfo: { lastStatus: 'Success' },
      configStreamDeliveryInfo: { lastStatus: 'Not_Applicable' },
    };
    const answers = {
      DescribeDeliveryChannelStatus: () => ({ body: { DeliveryChannelsStatus: [channel] } }),
    };
    expect(await inTarget(answers, (config) => config.channelStatus())).to.deep.equal({
      name: 'orgsecrets',
      failures: ['history: AccessDenied: no'],
      delivered: true,
      attemptedAt: undefined,
    });
  });

  const rule = (name: string) => ({
    ConfigRuleName: name,
    ConfigRuleState: 'ACTIVE',
    Source: { SourceIdentifier: 'X' },
  });

  it('asks for rules by name in one call', async () => {
    const asked: string[] = [];
    const answers = {
      DescribeConfigRules: (_count: number, body: string) => {
        asked.push(body);
        return { body: { ConfigRules: [rule('a'), rule('b')] } };
      },
    };
    const rules = await inTarget(answers, (config) => config.rules(['a', 'b']));
    expect(rules.map(({ name }) => name)).to.deep.equal(['a', 'b']);
    expect(asked).to.deep.equal(['{"ConfigRuleNames":["a","b"]}']);
  });

  it('tells what narrows a rule, and which service of AWS made it', async () => {
    const rule = { ConfigRuleState: 'ACTIVE', Source: { Owner: 'AWS', SourceIdentifier: 'A' } };
    const answers = {
      DescribeConfigRules: () => ({
        body: {
          ConfigRules: [
            {
              ...rule,
              ConfigRuleName: 'whole',
              Scope: { ComplianceResourceTypes: ['AWS::SecretsManager::Secret'] },
            },
            { ...rule, ConfigRuleName: 'tagged', Scope: { TagKey: 'team', TagValue: 'a' } },
            { ...rule, ConfigRuleName: 'single', Scope: { ComplianceResourceId: 'one' } },
            { ...rule, ConfigRuleName: 'hubs', CreatedBy: 'securityhub.amazonaws.com' },
          ],
        },
      }),
    };
    const found = await inTarget(answers, (config) => config.allRules());
    expect(found.map(({ narrowedTo, createdBy }) => [narrowedTo, createdBy])).to.deep.equal([
      [undefined, undefined],
      ['tag team=a', undefined],
      ['resource one', undefined],
      [undefined, 'securityhub.amazonaws.com'],
    ]);
  });

  it('tells why a rule could not be run, unless it could be run since', async () => {
    const said = { LastErrorCode: 'AccessDenied', LastErrorMessage: 'no' };
    const answers = {
      DescribeConfigRuleEvaluationStatus: () => ({
        body: {
          ConfigRulesEvaluationStatus: [
            {
              ...said,
              ConfigRuleName: 'failing',
              LastFailedEvaluationTime: 20,
              LastSuccessfulEvaluationTime: 10,
            },
            {
              ...said,
              ConfigRuleName: 'since',
              LastFailedInvocationTime: 10,
              LastSuccessfulEvaluationTime: 20,
            },
            { ConfigRuleName: 'wordless', LastFailedInvocationTime: 20, LastSuccessfulEvaluationTime: 10 },
            {
              ConfigRuleName: 'wordless since',
              LastFailedInvocationTime: 10,
              LastSuccessfulEvaluationTime: 10,
            },
            { ConfigRuleName: 'fine', LastSuccessfulEvaluationTime: 20 },
            { ConfigRuleName: 'never run' },
          ],
        },
      }),
    };
    const found = await inTarget(answers, (config) => config.failuresOf(['failing', 'since', 'fine']));
    expect([...found]).to.deep.equal([
      ['failing', 'AccessDenied: no'],
      ['wordless', 'AWS gives no reason'],
    ]);
  });

  it('lists all rules where one is missing, through a page that is empty', async () => {
    const pages: FakeAnswer[] = [
      jsonError('NoSuchConfigRuleException', 'The ConfigRule b does not exist'),
      { body: { ConfigRules: [], NextToken: 'more' } },
      { body: { ConfigRules: [rule('a'), rule('other')] } },
    ];
    const answers = { DescribeConfigRules: (count: number) => pages[count - 1]! };
    const rules = await inTarget(answers, (config) => config.rules(['a', 'b']));
    expect(rules.map(({ name }) => name)).to.deep.equal(['a']);
  });
});
