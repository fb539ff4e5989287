import type { ResourceProvider } from '../../kernel/contract.js';
import { bucketPolicyProvider } from './bucket-policy-provider.js';
import { bucketProvider } from './bucket-provider.js';

/** The resource types of S3 that CloudFormation can make here. */
export const providers: readonly ResourceProvider[] = [bucketProvider, bucketPolicyProvider];
