import { randomInt } from 'node:crypto';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Clock } from '../model/clock.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Emit } from '../model/events.js';
import type { OrgConfig } from '../model/org-config.js';
import { accountPort } from './account.js';
import { Administrator } from './administrator.js';
import type { Aws } from './aws.js';
import { CallLog } from './call-log.js';
import { ClockSkew } from './clock-skew.js';
import { Clients, type Session } from './clients.js';
import { complianceReader } from './compliance-read.js';
import { configWritePort } from './config-write.js';
import { bucketExists } from './bucket-head.js';
import { callerCredentials } from './credentials.js';
import { digestPorts } from './digest-ports.js';
import { doors } from './doors.js';
import type { Environment } from './environment.js';
import { required } from './errors.js';
import { historyPort } from './history-port.js';
import { connectionPool } from './http.js';
import { looking } from './look-errors.js';
import { Memo } from './memo.js';
import { homeOf, membersPort, type SessionPolicies } from './members.js';
import { organizationsPort, organizationWritePort } from './organizations.js';
import { usualLimits } from './retry.js';
import { roleOf } from './role-of.js';
import { assumeRole } from './roles.js';
import { bucketSessionPolicy } from './session-policy.js';
import { listQuotas } from './quotas.js';
import { policiesPort } from './policies.js';
import { triedReads } from './tried-reads.js';
import { readSharedSettings } from './shared-settings.js';
import { stackSetSides } from './stack-set-side.js';
import { stackSetsReadPort } from './stack-sets-read.js';
import { driftDetectionPort } from './drift-detection.js';
import { stackSetsWritePort } from './stack-sets-write.js';
import { stackReader, stacksWritePort } from './stacks.js';
import { subscriptionsWritePort } from './subscriptions-write.js';

export interface ConnectOptions {
  readonly config: OrgConfig;
  readonly env: Environment;
  readonly clock: Clock;
  readonly emit: Emit;
  /** Aborted: the call in flight ends, no other begins. */
  readonly signal: AbortSignal;
  readonly sessionPolicies: SessionPolicies;
  /** From 0 up to 1, for the jitter of retries. */
  readonly random?: () => number;
}

/**
 * The way to AWS for one run: finds out who calls, and hands over what implements every port.
 *
 * @throws OrgSecretsError NoCredentials, AwsUnavailable.
 */
export async function connect(options: ConnectOptions): Promise<Aws> {
  const { config, env, clock, emit, signal } = options;
  const { region, prefix } = config.stackSets;
  const random = options.random ?? (() => randomInt(2 ** 32) / 2 ** 32);
  const pool = connectionPool(env, emit);
  const log = new CallLog(emit);
  const skew = new ClockSkew();
  const clients = new Clients({
    env,
    settings: await readSharedSettings(env, region, usualLimits.attempts),
    requestHandler: pool.requestHandler,
    clock,
    random,
    log,
    skew,
    signal,
  });
  const credentials = callerCredentials(env, pool.requestHandler);
  const identity = await whoCalls(clients, { accountId: undefined, role: 'caller', credentials }, region);
  const caller: Session = { accountId: identity.accountId, role: nameIn(identity.arn), credentials };
  // STS in the StackSets' Region: the global endpoint's sessions are not valid in every opt-in Region.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
  const sts = clients.sts(caller, region);

  const managementRole = new Memo<Session>();
  const { managementRoleArn } = config.organization;
  const management = async (): Promise<Session> => {
    if (config.organization.caller === 'management-account') return caller;
    if (managementRoleArn === undefined) throw noManagementRole();
    return managementRole.get('', () => assumeRole(sts, { arn: managementRoleArn }));
  };
  const ways = doors(config, identity.partition, caller, sts);
  const administrator = new Administrator(ways, options.sessionPolicies.aggregatorAdmin);
  const hub = homeOf(config);
  const bucket = async () => {
    const { bucketPort } = await import('./bucket.js');
    const sessions = new Memo<Session>();
    return bucketPort(async ({ name, accountId, region: where }) => {
      const policy = bucketSessionPolicy(identity.partition, name);
      return clients.s3(await sessions.get(name, () => ways.standIn(accountId, policy)), where);
    });
  };
  const sides = stackSetSides(config, clients, caller, management);
  const stackClients = async (where: string) => clients.cloudformation(await management(), where);
  const stacks = stackReader(stackClients, prefix);

  return {
    identity,
    runId: `${identity.arn} ${random()}`,
    callerRole: () => roleOf(identity.arn, clients.iam(caller, region)),
    organizations: organizationsPort(clients.organizations(caller, region)),
    account: accountPort(async () => {
      const session = managementRoleArn === undefined ? caller : await management();
      return { client: clients.account(session, region), accountId: session.accountId };
    }),
    stackSets: stackSetsReadPort(sides, stacks),
    members: membersPort(config, ways, clients, caller, options.sessionPolicies.look, administrator),
    compliance: async () =>
      complianceReader(clients.config(await administrator.session(hub), hub.region), (look) => looking(look)),
    history: historyPort(ways, clients, options.sessionPolicies.look),
    digest: () => digestPorts(config, identity.partition, clients, administrator),
    apply: {
      sessions: ways,
      stackSets: stackSetsWritePort(config, identity.partition, sides),
      driftDetection: driftDetectionPort(sides, stackClients),
      stacks: stacksWritePort(stackClients, stacks),
      organization: organizationWritePort(
        async () => clients.organizations(await management(), region),
        clock,
        signal,
      ),
      config: configWritePort(ways, clients, clock, signal),
      subscriptions: subscriptionsWritePort(ways, clients, hub, clock, signal),
      bucket,
    },
    bucket,
    policies: policiesPort(clients.organizations(caller, region)),
    quotas: {
      cloudFormation: async () =>
        listQuotas(clients.serviceQuotas(await management(), region), 'cloudformation'),
      config: async () =>
        listQuotas(clients.serviceQuotas(await administrator.session(hub), hub.region), 'config'),
    },
    triedReads: () => triedReads(config, clients, caller, sides),
    bucketExists: (name) =>
      bucketExists(name, {
        endpoint: s3Endpoint(env),
        partition: identity.partition,
        region: config.delegatedAdministrator.homeRegion,
        ...pool,
      }),
    clockSkew: () => skew.milliseconds,
    calls: () => log.counts(),
    close: () => pool.close(),
  };
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
function s3Endpoint(env: Environment): string | undefined {
  if (env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] === 'true') return undefined;
  return env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'];
}

async function whoCalls(clients: Clients, session: Session, region: string): Promise<Aws['identity']> {
  const answer = await clients.sts(session, region).send(new GetCallerIdentityCommand({}));
  const arn = required(answer.Arn, 'GetCallerIdentity Arn');
  return {
    accountId: required(answer.Account, 'GetCallerIdentity Account'),
    arn,
    partition: required(arn.split(':')[1], 'the partition of the caller’s ARN'),
  };
}

/** `arn:aws:sts::…:assumed-role/name/session` → `name`; a user's or the root's ARN → its last part. */
function nameIn(arn: string): string {
  const [kind, ...rest] = arn.split(':').slice(5).join(':').split('/');
  return (kind === 'assumed-role' ? rest[0] : rest.at(-1)) ?? kind ?? arn;
}

function noManagementRole(): OrgSecretsError {
  return new OrgSecretsError(
    'NotPermitted',
    'Only the management account may do this, and the caller is not in it.',
    {
      fault: 'user',
      instructions:
        'Set organization.managementRoleArn in the org.yaml, or have it done in the management account.',
    },
  );
}
