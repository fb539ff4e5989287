import { expect } from 'chai';
import { loadTemplate } from './load.js';

const hub = loadTemplate('hub.yaml').Resources;
const notify = loadTemplate('notify.yaml').Resources;

/** The hub makes its own where notifications are on, and knows the role that it makes itself. */
function asIfApart(resource: object): unknown {
  const text = JSON.stringify(resource, (key, value: unknown) =>
    key === 'Condition' && ['Notify', 'SendOn', 'MakeTopic'].includes(String(value)) ? undefined : value,
  );
  return JSON.parse(
    text.replaceAll(
      '{"Fn::GetAtt":"NotifyRole.Arn"}',
      '{"Fn::Sub":"arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Prefix}-notify"}',
    ),
  );
}

describe('the bus and the topic of a Region whose events do not reach the hub', () => {
  it('make, rule by rule, the messages of the hub', () => {
    const rules = Object.entries(notify).filter(([, { Type }]) => Type === 'AWS::Events::Rule');
    expect(rules).to.have.length(5);
    for (const [name, rule] of rules) expect(rule, name).to.deep.equal(asIfApart(hub[name] ?? {}));
  });

  it('have the policy of the hub’s bus, and its key, alias and topic', () => {
    for (const name of ['BusPolicy', 'Key', 'KeyAlias', 'Topic'])
      expect(notify[name], name).to.deep.equal(asIfApart(hub[name] ?? {}));
  });

  it('make no role: what is global stands once, with the hub', () => {
    expect(Object.values(notify).filter(({ Type }) => Type.startsWith('AWS::IAM::'))).to.deep.equal([]);
  });

  it('name no role in the policy of the topic, so that a hub that is made again may publish still', () => {
    const policy = JSON.stringify(notify.TopicPolicy);
    expect(policy).not.to.contain('Allow');
    expect(policy).to.contain('"aws:SecureTransport":"false"');
  });
});

describe('the role that publishes', () => {
  const role = JSON.stringify(hub.NotifyRole);

  it('may publish to the topics of other Regions by name, with keys of our alias alone, and only where there are some', () => {
    const conditional = /\{"Fn::If":\["OtherTopics",(\{.*?\}),\{"Ref":"AWS::NoValue"\}\]\}/g;
    const [publish = '', key = ''] = [...role.matchAll(conditional)].map(([, statement]) => statement);
    expect(publish).to.contain('"Resource":{"Ref":"OtherTopicArns"}');
    expect(key).to.contain('"kms:ResourceAliases":{"Fn::Sub":"alias/${Prefix}"}');
    expect(key).to.contain('kms:ViaService');
  });

  it('is taken for the rules of our buses in this account alone', () => {
    expect(role).to.contain(
      'arn:${AWS::Partition}:events:*:${AWS::AccountId}:rule/${Prefix}/${Prefix}-notify-*',
    );
    expect(role).to.contain('"aws:SourceAccount":{"Ref":"AWS::AccountId"}');
  });
});

describe('the bucket of a Region of its own', () => {
  const apart = loadTemplate('bucket.yaml').Resources;

  it('is the hub’s, with its policy: the hub may have none where one was there already, this one never', () => {
    expect(Object.keys(apart)).to.deep.equal(['Bucket', 'BucketPolicy']);
    expect(apart.Bucket).to.deep.equal(hub.Bucket);
    expect(hub.BucketPolicy).to.deep.equal({ ...apart.BucketPolicy, Condition: 'GivePolicy' });
  });
});
