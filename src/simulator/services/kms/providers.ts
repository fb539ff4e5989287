import type { ResourceProvider } from '../../kernel/contract.js';
import { aliasProvider } from './alias-provider.js';
import { keyProvider } from './key-provider.js';

/** The resource types of KMS that CloudFormation can make here. */
export const providers: readonly ResourceProvider[] = [keyProvider, aliasProvider];
