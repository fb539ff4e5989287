import { AccountClient } from '@aws-sdk/client-account';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { STSClient } from '@aws-sdk/client-sts';
import type { Environment } from './environment.js';
import { withoutNodeNotice } from './quiet-node-warning.js';

const services = {
  account: AccountClient,
  cloudformation: CloudFormationClient,
  cloudtrail: CloudTrailClient,
  config: ConfigServiceClient,
  iam: IAMClient,
  organizations: OrganizationsClient,
  secretsmanager: SecretsManagerClient,
  servicequotas: ServiceQuotasClient,
  sts: STSClient,
};

/** By their prefix in IAM actions. */
export type ServiceName = keyof typeof services | 's3' | 'sns';

/** What the environment and the user's AWS configuration file say for every client. */
export interface SharedSettings {
  readonly endpoints: Readonly<Partial<Record<ServiceName, string>>>;
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  readonly userAgentAppId: () => Promise<string | undefined>;
  readonly maxAttempts: number;
  readonly retryMode: string;
  readonly defaultsMode: 'standard';
  readonly authSchemePreference: () => Promise<string[]>;
  readonly disableClockSkewCorrection: boolean;
  readonly ignoreConfiguredEndpointUrls: boolean;
}

/**
 * Reads once what the SDK would read again for each client: with a configuration file of two thousand profiles that
 * would cost 30 ms a client, so minutes for a large organization.
 *
 * @param attempts shown to AWS in a header; the retry strategy decides.
 */
export async function readSharedSettings(
  env: Environment,
  region: string,
  attempts: number,
): Promise<SharedSettings> {
  const probe = withoutNodeNotice(() => new STSClient({ region }));
  const endpoints = await Promise.all(
    (Object.keys(services) as (keyof typeof services)[]).map(
      async (service) => [service, await endpointOf(services[service], env, region)] as const,
    ),
  );
  const userAgentAppId = await probe.config.userAgentAppId();
  return {
    endpoints: Object.fromEntries(endpoints.filter(([, endpoint]) => endpoint !== undefined)),
    useFipsEndpoint: await probe.config.useFipsEndpoint(),
    useDualstackEndpoint: await probe.config.useDualstackEndpoint(),
    userAgentAppId: () => Promise.resolve(userAgentAppId),
    maxAttempts: attempts,
    retryMode: 'standard',
    defaultsMode: 'standard',
    authSchemePreference: () => Promise.resolve([]),
    disableClockSkewCorrection: false,
    ignoreConfiguredEndpointUrls: true,
  };
}

/** Any client of the SDK, as far as its endpoint is asked for. */
type ClientClass = new (config: { region: string }) => {
  readonly config: {
    readonly serviceId: string;
    readonly serviceConfiguredEndpoint?: () => Promise<string | undefined>;
  };
};

/**
 * The endpoint that the environment, or the user's configuration file, gives to a service.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export async function endpointOf(
  Client: ClientClass,
  env: Environment,
  region: string,
): Promise<string | undefined> {
  if (env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return undefined;
  const client = withoutNodeNotice(() => new Client({ region }));
  const suffix = client.config.serviceId.toUpperCase().replaceAll(' ', '_');
  return (
    env[`AWS_ENDPOINT_URL_${suffix}`] ??
    env['AWS_ENDPOINT_URL'] ??
    (await client.config.serviceConfiguredEndpoint?.())
  );
}
