import { ServiceError } from '../../kernel/contract.js';
import type { Access, Call, Shape } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { sqsSlot } from './state.js';
import type { Queue } from './state.js';

/** A queue without a policy says no to services and to other accounts. */
const emptyPolicy = '{"Version":"2012-10-17","Statement":[]}';

/** What an action on the queue of the request needs. */
export function queueAccess(action: string): (input: Shape, call: Call) => readonly Access[] {
  return (input, call) => {
    const url = text(input, 'QueueUrl') ?? '';
    const queue = queueAt(url, call);
    if (queue === undefined) return [{ action, resource: arnOf(url, call) }];
    const resourcePolicy = queue.attributes['Policy'] ?? emptyPolicy;
    return [{ action, resource: queue.arn, ownerAccountId: queue.arn.split(':')[4] ?? '', resourcePolicy }];
  };
}

export function queueArn(call: Call, name: string, accountId = call.caller.accountId): string {
  return `arn:${call.world.partition}:sqs:${call.region}:${accountId}:${name}`;
}

/** The URL of a queue ends in its account and name: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
export function queueUrl(call: Call, name: string, accountId = call.caller.accountId): string {
  const suffix = call.world.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://sqs.${call.region}.${suffix}/${accountId}/${name}`;
}

function arnOf(url: string, call: Call): string {
  const [accountId, name] = url.split('/').slice(-2);
  return queueArn(call, name ?? '', accountId);
}

function queueAt(url: string, call: Call): Queue | undefined {
  const [accountId = '', name = ''] = url.split('/').slice(-2);
  return call.world.state(sqsSlot, accountId, call.region).queues[name];
}

/**
 * The queue of the request.
 * @throws ServiceError QueueDoesNotExist
 */
export function openQueue(input: Shape, call: Call): Queue {
  const queue = queueAt(requiredText(input, 'QueueUrl', 'InvalidAddress'), call);
  if (queue !== undefined) return queue;
  throw noSuchQueue();
}

export function noSuchQueue(): ServiceError {
  return new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
}
