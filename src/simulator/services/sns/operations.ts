import type { Operation } from '../../kernel/contract.js';
import { confirmSubscription } from './confirm-subscription.js';
import { createTopic } from './create-topic.js';
import { deleteTopic } from './delete-topic.js';
import { getSubscriptionAttributes } from './get-subscription-attributes.js';
import { getTopicAttributes } from './get-topic-attributes.js';
import { listSubscriptionsByTopic } from './list-subscriptions-by-topic.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { listTopics } from './list-topics.js';
import { publish } from './publish.js';
import { setSubscriptionAttributes } from './set-subscription-attributes.js';
import { setTopicAttributes } from './set-topic-attributes.js';
import { subscribe } from './subscribe.js';
import { tagResource } from './tag-resource.js';
import { unsubscribe } from './unsubscribe.js';

/** Every operation of SNS that the simulator has. */
export const operations: readonly Operation[] = [
  confirmSubscription,
  createTopic,
  deleteTopic,
  getSubscriptionAttributes,
  getTopicAttributes,
  listSubscriptionsByTopic,
  listTagsForResource,
  listTopics,
  publish,
  setSubscriptionAttributes,
  setTopicAttributes,
  subscribe,
  tagResource,
  unsubscribe,
];
