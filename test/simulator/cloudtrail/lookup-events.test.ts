import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { administrator, member, refusal, region, testWorld } from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';

const aQuarter = 900_000;
const aDay = 86_400_000;

describe('the event history of CloudTrail', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
  });
  afterEach(() => test.stop());

  const look = async (input: Shape = {}, as = {}): Promise<readonly Shape[]> =>
    (await test.call('cloudtrail', 'LookupEvents', input, as))['Events'] as Shape[];
  const by = (AttributeKey: string, AttributeValue: string): Shape => ({
    LookupAttributes: [{ AttributeKey, AttributeValue }],
  });
  const topic = (Name: string, as = {}): Promise<Shape> => test.call('sns', 'CreateTopic', { Name }, as);
  const names = (events: readonly Shape[]): readonly unknown[] => events.map(({ EventName }) => EventName);

  it('shows what changed something, the newest first, who did it and to what', async () => {
    await topic('a');
    const TopicArn = `arn:aws:sns:${region}:${member}:a`;
    await test.call('sns', 'GetTopicAttributes', { TopicArn });
    await test.call('sns', 'Publish', { TopicArn, Message: 'data' });
    await test.pass(1000);
    await test.call('sns', 'DeleteTopic', { TopicArn });
    await test.pass(aQuarter);
    const events = await look();
    expect(names(events)).to.deep.equal(['DeleteTopic', 'CreateTopic']);
    expect(events[0]).to.deep.include({
      Username: 'test',
      EventSource: 'sns.amazonaws.com',
      EventTime: new Date('2026-01-01T00:00:01Z'),
      Resources: [{ ResourceType: 'AWS::SNS::Topic', ResourceName: TopicArn }],
    });
    expect(JSON.parse(String(events[0]?.['CloudTrailEvent']))).to.nested.include({
      'userIdentity.sessionContext.sessionIssuer.arn': `arn:aws:iam::${member}:role/admin`,
      'requestParameters.topicArn': TopicArn,
      awsRegion: region,
    });
  });

  it('is that of one account in one Region', async () => {
    await topic('a');
    await topic('b', { accountId: administrator });
    await topic('c', { region: 'us-east-1' });
    await test.pass(aQuarter);
    expect(await look()).to.have.length(1);
    expect(await look({}, { region: 'us-east-1' })).to.have.length(1);
  });

  it('shows a call some minutes later, and for 90 days', async () => {
    await topic('a');
    await test.pass(60_000);
    expect(await look()).to.deep.equal([]);
    await test.pass(aQuarter);
    expect(await look()).to.have.length(1);
    await test.pass(90 * aDay);
    expect(await look()).to.deep.equal([]);
  });

  it('is searched by one attribute, and between two times', async () => {
    await topic('a');
    await test.pass(10_000);
    await test.call('sns', 'DeleteTopic', { TopicArn: `arn:aws:sns:${region}:${member}:a` });
    await test.pass(aQuarter);
    expect(names(await look(by('EventName', 'CreateTopic')))).to.deep.equal(['CreateTopic']);
    expect(names(await look(by('ResourceName', `arn:aws:sns:${region}:${member}:a`)))).to.deep.equal([
      'DeleteTopic',
    ]);
    expect(await look(by('Username', 'nobody'))).to.deep.equal([]);
    const StartTime = Date.parse('2026-01-01T00:00:05Z') / 1000;
    expect(names(await look({ StartTime }))).to.deep.equal(['DeleteTopic']);
    expect(names(await look({ EndTime: StartTime }))).to.deep.equal(['CreateTopic']);
  });

  it('refuses two attributes, an unknown one, times the wrong way round, and pages of more than 50', async () => {
    const code = async (input: Shape): Promise<string> => (await refusal(look(input))).code;
    const [one] = by('EventName', 'x')['LookupAttributes'] as Shape[];
    expect(await code({ LookupAttributes: [one, one] })).to.equal('InvalidLookupAttributesException');
    expect(await code(by('Colour', 'red'))).to.equal('InvalidLookupAttributesException');
    expect(await code({ StartTime: 2, EndTime: 1 })).to.equal('InvalidTimeRangeException');
    expect(await code({ MaxResults: 51 })).to.equal('InvalidMaxResultsException');
  });

  it('comes in pages of 50', async () => {
    for (let n = 0; n < 60; n += 1) await topic(`t${n}`);
    await test.pass(aQuarter);
    const first = await test.call('cloudtrail', 'LookupEvents');
    expect(first['Events']).to.have.length(50);
    expect(await look({ NextToken: first['NextToken'] })).to.have.length(10);
  });

  it('shows calls that failed, with their error', async () => {
    await refusal(topic('not a name'));
    await test.pass(aQuarter);
    const [only] = await look();
    expect(JSON.parse(String(only?.['CloudTrailEvent']))).to.include({ errorCode: 'InvalidParameter' });
  });
});
