import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import type { BusEvent } from '../../../src/simulator/services/events/event.js';
import { targetInput } from '../../../src/simulator/services/events/target-input.js';

/** The event of https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
const event: BusEvent = {
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '123456789012',
  time: '2015-11-11T21:29:54Z',
  region: 'us-east-1',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-abcd1111'],
  detail: { 'instance-id': 'i-0123456789', state: 'RUNNING', sizes: [{ gb: 1 }, { gb: 2 }] },
};
const predefined = { ruleArn: 'arn:rule', ruleName: 'rule', ingestionTime: '2015-11-11T21:29:55Z' };
const paths = { instance: '$.detail.instance-id', state: '$.detail.state', size: '$.detail.sizes[1].gb' };

const transform = (InputTemplate: string, InputPathsMap: Shape = paths): string =>
  targetInput({ InputTransformer: { InputTemplate, InputPathsMap } }, event, predefined);

describe('what a target is given', () => {
  it('is the event, a constant, or a part of it', () => {
    expect(JSON.parse(targetInput({}, event, predefined))).to.deep.equal(event);
    expect(targetInput({ Input: '{"a":1}' }, event, predefined)).to.equal('{"a":1}');
    expect(targetInput({ InputPath: '$.detail.state' }, event, predefined)).to.equal('"RUNNING"');
  });

  it('is a line of text with its quotes', () => {
    expect(transform('"instance <instance> is in <state>"')).to.equal(
      '"instance i-0123456789 is in RUNNING"',
    );
    expect(transform('"instance \\"<instance>\\" has <size>"\n"<state>"')).to.equal(
      '"instance \\"i-0123456789\\" has 2"\n"RUNNING"',
    );
  });

  it('is JSON whose variables have quotes where they are texts', () => {
    const template =
      '{"instance": <instance>, "size": <size>, "all": <all>, "status": "instance \\"<instance>\\" is in <state>"}';
    expect(JSON.parse(transform(template, { ...paths, all: '$.detail.sizes' }))).to.deep.equal({
      instance: 'i-0123456789',
      size: 2,
      all: [{ gb: 1 }, { gb: 2 }],
      status: 'instance "i-0123456789" is in RUNNING',
    });
  });

  it('has the variables that every rule has', () => {
    expect(
      transform('"<aws.events.rule-name> <aws.events.rule-arn> <aws.events.event.ingestion-time>"'),
    ).to.equal('"rule arn:rule 2015-11-11T21:29:55Z"');
    const { detail, ...envelope } = event;
    const whole = JSON.parse(transform('{"e": <aws.events.event>, "j": <aws.events.event.json>}')) as Shape;
    expect(whole).to.deep.equal({ e: envelope, j: { ...envelope, detail } });
  });

  it('leaves out what the event does not have', () => {
    expect(transform('{"a": "x<gone>y", "b": <gone>}', { gone: '$.detail.gone' })).to.equal(
      '{"a": "xy", "b": ""}',
    );
  });
});
