import type { ResourceProvider } from '../../kernel/contract.js';
import { aggregatorProvider } from './aggregator-provider.js';
import { channelProvider } from './channel-provider.js';
import { recorderProvider } from './recorder-provider.js';
import { ruleProvider } from './rule-provider.js';

/** The resource types of AWS Config that CloudFormation can make here. */
export const providers: readonly ResourceProvider[] = [
  recorderProvider,
  channelProvider,
  ruleProvider,
  aggregatorProvider,
];
