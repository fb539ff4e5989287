import type { ResourceProvider } from '../../kernel/contract.js';
import { subscriptionProvider } from './subscription-provider.js';
import { topicPolicyProvider } from './topic-policy-provider.js';
import { topicProvider } from './topic-provider.js';

/** The resource types of SNS that CloudFormation can make here. */
export const providers: readonly ResourceProvider[] = [
  topicProvider,
  topicPolicyProvider,
  subscriptionProvider,
];
