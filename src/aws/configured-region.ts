import { STSClient } from '@aws-sdk/client-sts';
import type { RegionName } from '../model/target.js';
import type { Environment } from './environment.js';
import { withoutNodeNotice } from './quiet-node-warning.js';

/**
 * The Region that AWS tools are set to here: by the environment, else by the profile. `undefined`: none is.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html
 */
export async function configuredRegion(env: Environment): Promise<RegionName | undefined> {
  const named = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];
  if (named) return named;
  const profile = env['AWS_PROFILE'];
  const client = withoutNodeNotice(() => new STSClient(profile ? { profile } : {}));
  try {
    return await client.config.region();
  } catch (error) {
    // The SDK's words for none, and for what is no Region, an empty variable for one.
    if (error instanceof Error && /Region (is missing|not accepted)/.test(error.message)) return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
