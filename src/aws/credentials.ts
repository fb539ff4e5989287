import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { Environment } from './environment.js';

/**
 * The caller's credentials, found as every AWS tool finds them: environment, profile (assumed roles, SSO, processes),
 * web identity, container, instance. Read at the first call, then kept until they expire.
 *
 * @param requestHandler what the chain's own calls (to SSO or STS) go through.
 */
export function callerCredentials(
  env: Environment,
  requestHandler: Readonly<Record<string, unknown>>,
): AwsCredentialIdentityProvider {
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  const sessionToken = env['AWS_SESSION_TOKEN'];
  const profile = env['AWS_PROFILE'];
  // A profile wins over keys, as in the SDK's own chain.
  if (accessKeyId && secretAccessKey && !profile)
    return () => Promise.resolve({ accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) });
  return fromNodeProviderChain({ clientConfig: { requestHandler }, ...(profile ? { profile } : {}) });
}
