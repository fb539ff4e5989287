import type { ResourceProvider } from '../../kernel/contract.js';
import { busPolicyProvider } from './bus-policy-provider.js';
import { busProvider } from './bus-provider.js';
import { ruleProvider } from './rule-provider.js';

/** The resource types of EventBridge that CloudFormation can make here. */
export const providers: readonly ResourceProvider[] = [busProvider, busPolicyProvider, ruleProvider];
