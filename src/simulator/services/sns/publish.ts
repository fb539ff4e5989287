import { ServiceError } from '../../kernel/contract.js';
import type { Call, Operation } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { openTopic, topicAccess } from './topic-access.js';

/** The message goes into the topic's inbox. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const publish: Operation = {
  service: 'sns',
  name: 'Publish',
  mutating: true,
  access: topicAccess('sns:Publish'),
  async handle(input, call) {
    const topic = openTopic(input, call);
    const message = requiredText(input, 'Message', 'InvalidParameter');
    const key = topic.attributes['KmsMasterKeyId'];
    // The AWS managed key works for identities of the account alone; its rights are not modelled.
    if (key !== undefined && key !== 'alias/aws/sns') await useKey(call, key);
    const subject = text(input, 'Subject');
    const id = call.world.random.uuid();
    topic.inbox.push({
      id,
      at: call.world.clock.now(),
      ...(subject === undefined ? {} : { subject }),
      message,
    });
    return { MessageId: id };
  },
};

/** A publisher needs the key too: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
async function useKey(call: Call, key: string): Promise<void> {
  try {
    await call.world.invoke(
      'kms',
      'GenerateDataKey',
      { KeyId: key, KeySpec: 'AES_256' },
      {
        caller: { ...call.caller, calledVia: [...(call.caller.calledVia ?? []), 'sns.amazonaws.com'] },
        region: call.region,
      },
    );
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.code === 'AccessDeniedException') throw new ServiceError('KMSAccessDenied', error.message);
    if (error.code === 'NotFoundException') throw new ServiceError('KMSNotFound', error.message);
    throw error;
  }
}
