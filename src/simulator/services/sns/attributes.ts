import { invalidParameter } from './topic-access.js';
import { checkTopicPolicy } from './topic-policy.js';
import type { Topic } from './state.js';

/** What can be set. Source: https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
const settable = [
  'Policy',
  'DisplayName',
  'DeliveryPolicy',
  'TracingConfig',
  'KmsMasterKeyId',
  'SignatureVersion',
  'FifoTopic',
  'ContentBasedDeduplication',
];

/** Sets one attribute; the empty text takes it away. */
export function setAttribute(topic: Pick<Topic, 'arn' | 'attributes'>, name: string, value: string): void {
  if (!settable.includes(name)) throw invalidParameter(`AttributeName`);
  if (name === 'Policy' && value !== '') checkTopicPolicy(value, topic.arn);
  if (name === 'DisplayName' && value.length > 100)
    throw invalidParameter('DisplayName must be at most 100 characters long');
  if (value === '')
    topic.attributes = Object.fromEntries(Object.entries(topic.attributes).filter(([key]) => key !== name));
  else topic.attributes[name] = value;
}
