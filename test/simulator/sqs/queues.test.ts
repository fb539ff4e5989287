import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { administrator, member, refusal, region, testWorld } from '../config/support/world.js';
import type { TestWorld } from '../config/support/world.js';

const QueueUrl = `https://sqs.${region}.amazonaws.com/${member}/jobs`;
const QueueArn = `arn:aws:sqs:${region}:${member}:jobs`;

describe('a queue of SQS', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await testWorld();
  });
  afterEach(() => test.stop());

  const sqs = (operation: string, input: Shape = { QueueUrl }, accountId = member): Promise<Shape> =>
    test.call('sqs', operation, input, { accountId });
  const create = (Attributes: Shape = {}): Promise<Shape> =>
    sqs('CreateQueue', { QueueName: 'jobs', Attributes });
  const receive = async (more: Shape = {}): Promise<readonly Shape[]> =>
    ((await sqs('ReceiveMessage', { QueueUrl, ...more }))['Messages'] ?? []) as Shape[];

  it('is the same when it is created again with the same attributes', async () => {
    expect(await create({ VisibilityTimeout: '60' })).to.deep.equal({ QueueUrl });
    expect(await create({ VisibilityTimeout: '60' })).to.deep.equal({ QueueUrl });
    expect((await refusal(create({ VisibilityTimeout: '61' }))).code).to.equal('QueueNameExists');
    expect((await refusal(create({ Colour: 'red' }))).code).to.equal('InvalidAttributeName');
    expect(await sqs('GetQueueUrl', { QueueName: 'jobs' })).to.deep.equal({ QueueUrl });
    expect(await sqs('ListQueues', {})).to.deep.include({ QueueUrls: [QueueUrl] });
  });

  it('hides what was received until the timeout, or for good once it is deleted', async () => {
    await create();
    await sqs('SendMessage', { QueueUrl, MessageBody: 'a' });
    const [first] = await receive();
    expect(first).to.include({ Body: 'a', MD5OfBody: '0cc175b9c0f1b6a831c399e269772661' });
    expect(await receive()).to.deep.equal([]);
    await test.pass(30_000);
    const [again] = await receive({ MessageSystemAttributeNames: ['All'] });
    expect(again).to.nested.include({ 'Attributes.ApproximateReceiveCount': '2' });
    await sqs('DeleteMessage', { QueueUrl, ReceiptHandle: again?.['ReceiptHandle'] });
    await test.pass(30_000);
    expect(await receive()).to.deep.equal([]);
  });

  it('is waited on for its first message', async () => {
    await create();
    const waiting = receive({ WaitTimeSeconds: 20 });
    await test.pass(5000);
    await sqs('SendMessage', { QueueUrl, MessageBody: 'late' });
    expect((await waiting).map(({ Body }) => Body)).to.deep.equal(['late']);
  });

  it('keeps a message for four days', async () => {
    await create();
    await sqs('SendMessage', { QueueUrl, MessageBody: 'old' });
    await test.pass(345_601_000);
    expect(await receive()).to.deep.equal([]);
  });

  it('counts what waits, and is emptied by a purge', async () => {
    await create();
    await sqs('SendMessage', { QueueUrl, MessageBody: 'a' });
    const count = async (): Promise<unknown> =>
      (await sqs('GetQueueAttributes', { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }))[
        'Attributes'
      ];
    expect(await count()).to.deep.equal({ ApproximateNumberOfMessages: '1' });
    await sqs('PurgeQueue');
    expect(await count()).to.deep.equal({ ApproximateNumberOfMessages: '0' });
  });

  it('admits another account only by its policy', async () => {
    await create();
    const send = (): Promise<Shape> => sqs('SendMessage', { QueueUrl, MessageBody: 'a' }, administrator);
    expect((await refusal(send())).code).to.equal('AccessDenied');
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: administrator },
      Action: 'sqs:SendMessage',
      Resource: QueueArn,
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await sqs('SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
    await send();
  });

  it('is not there once it is deleted', async () => {
    await create();
    await sqs('DeleteQueue');
    expect((await refusal(sqs('PurgeQueue'))).code).to.equal('QueueDoesNotExist');
  });
});
