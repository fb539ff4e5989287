import { AccountClient } from '@aws-sdk/client-account';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import type {
  AwsCredentialIdentityProvider,
  MetadataBearer,
  MiddlewareStack,
  RetryStrategyV2,
} from '@smithy/types';
import type { Clock } from '../model/clock.js';
import type { AccountId, RegionName } from '../model/target.js';
import type { CallLog } from './call-log.js';
import type { ClockSkew } from './clock-skew.js';
import { Pace } from './pace.js';
import { metadataOnly } from './metadata-only.js';
import { withoutNodeNotice } from './quiet-node-warning.js';
import { retryStrategy, stsLimits, usualLimits } from './retry.js';
import type { Environment } from './environment.js';
import { endpointOf, type ServiceName, type SharedSettings } from './shared-settings.js';
import { tracePlugin } from './trace.js';

/** As whom calls are made. */
export interface Session {
  /** Missing only while the caller's identity is being asked for. */
  readonly accountId: AccountId | undefined;
  /** The role's (or user's) name, shown to people. */
  readonly role: string;
  readonly credentials: AwsCredentialIdentityProvider;
}

export interface ClientOptions {
  readonly env: Environment;
  readonly settings: SharedSettings;
  readonly requestHandler: Readonly<Record<string, unknown>>;
  readonly clock: Clock;
  /** From 0 to 1, for the jitter of retries. */
  readonly random: () => number;
  readonly log: CallLog;
  readonly skew: ClockSkew;
  readonly signal: AbortSignal;
}

/**
 * The only place where SDK clients are made. A client is small (some 20 KB) and cheap (0.1 ms), as long as it does not
 * read the user's AWS configuration file again: hence `settings`, which were read once.
 */
export class Clients {
  readonly #options: ClientOptions;
  /** By service, account and Region: AWS's rates hold for those, however many clients there are. */
  readonly #paces = new Map<string, Pace>();

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  organizations(session: Session, region: RegionName): OrganizationsClient {
    return this.#made('organizations', session, region, (config) => new OrganizationsClient(config));
  }

  account(session: Session, region: RegionName): AccountClient {
    return this.#made('account', session, region, (config) => new AccountClient(config));
  }

  cloudformation(session: Session, region: RegionName): CloudFormationClient {
    return this.#made('cloudformation', session, region, (config) => new CloudFormationClient(config));
  }

  cloudTrail(session: Session, region: RegionName): CloudTrailClient {
    return this.#made('cloudtrail', session, region, (config) => new CloudTrailClient(config));
  }

  config(session: Session, region: RegionName): ConfigServiceClient {
    return this.#made('config', session, region, (config) => new ConfigServiceClient(config));
  }

  iam(session: Session, region: RegionName): IAMClient {
    return this.#made('iam', session, region, (config) => new IAMClient(config));
  }

  secretsManager(session: Session, region: RegionName): SecretsManagerClient {
    const made = this.#made('secretsmanager', session, region, (config) => new SecretsManagerClient(config));
    made.middlewareStack.use(metadataOnly());
    return made;
  }

  serviceQuotas(session: Session, region: RegionName): ServiceQuotasClient {
    return this.#made('servicequotas', session, region, (config) => new ServiceQuotasClient(config));
  }

  /** Loaded late, with the one below: of all commands, only those that send messages or delete a bucket need them. */
  async s3(session: Session, region: RegionName): Promise<S3Client> {
    const { S3Client } = await import('@aws-sdk/client-s3');
    const endpoint = await endpointOf(S3Client, this.#options.env, region);
    // A bucket of somebody else may be in another Region.
    const make = (config: CommonConfig) => new S3Client({ ...config, followRegionRedirects: true });
    return this.#made('s3', session, region, make, endpoint);
  }

  async sns(session: Session, region: RegionName): Promise<SNSClient> {
    const { SNSClient } = await import('@aws-sdk/client-sns');
    const endpoint = await endpointOf(SNSClient, this.#options.env, region);
    return this.#made('sns', session, region, (config) => new SNSClient(config), endpoint);
  }

  sts(session: Session, region: RegionName): STSClient {
    return this.#made('sts', session, region, (config) => new STSClient(config));
  }

  #made<I extends object, O extends MetadataBearer, C>(
    service: ServiceName,
    session: Session,
    region: RegionName,
    make: (config: CommonConfig) => C & { middlewareStack: MiddlewareStack<I, O> },
    endpoint = this.#endpointOf(service),
  ): C {
    const { settings, requestHandler, log, skew, signal } = this.#options;
    const { endpoints: _endpoints, ...shared } = settings;
    const client = withoutNodeNotice(() =>
      make({
        ...shared,
        ...(endpoint === undefined ? {} : { endpoint }),
        // Each client would find out by a refused call of its own that the machine's clock is wrong.
        systemClockOffset: skew.correction,
        region,
        credentials: session.credentials,
        requestHandler,
        retryStrategy: this.#retryStrategy(service, session, region),
      }),
    );
    client.middlewareStack.use(
      tracePlugin({ service, accountId: session.accountId, region }, log, signal, skew),
    );
    return client;
  }

  #endpointOf(service: ServiceName): string | undefined {
    return this.#options.settings.endpoints[service];
  }

  #retryStrategy(service: ServiceName, { accountId }: Session, region: RegionName): RetryStrategyV2 {
    const { clock, random, signal } = this.#options;
    const key = [service, accountId, region].join('/');
    const pace = this.#paces.get(key) ?? new Pace(clock, signal);
    this.#paces.set(key, pace);
    return retryStrategy(service === 'sts' ? stsLimits : usualLimits, { clock, random, signal, pace });
  }
}

type CommonConfig = Omit<SharedSettings, 'endpoints'> & {
  readonly endpoint?: string;
  readonly systemClockOffset: number;
  readonly region: RegionName;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly requestHandler: Readonly<Record<string, unknown>>;
  readonly retryStrategy: RetryStrategyV2;
};
