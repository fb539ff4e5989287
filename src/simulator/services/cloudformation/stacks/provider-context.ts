import type { ProviderContext, ServiceName } from '../../../kernel/contract.js';
import { ServiceError } from '../../../kernel/contract.js';
import { messageOf } from '../errors.js';
import type { StackRun } from './run.js';

/** How the services are called in the reasons of stack events, e.g. `(Service: AmazonConfig; Status Code: 400; …)`. */
const SERVICE_TITLES: Readonly<Record<ServiceName, string>> = {
  organizations: 'AWSOrganizations',
  cloudformation: 'AmazonCloudFormation',
  config: 'AmazonConfig',
  sts: 'AWSSecurityTokenService',
  iam: 'AmazonIdentityManagement',
  account: 'Account',
  s3: 'Amazon S3',
  sns: 'AmazonSNS',
  sqs: 'AmazonSQS',
  cloudtrail: 'AWSCloudTrail',
  kms: 'AWSKMS',
  servicequotas: 'ServiceQuotas',
  secretsmanager: 'AWSSecretsManager',
  events: 'AmazonCloudWatchEvents',
};
const POLL_MS = 1000;

/** What a provider may do for one resource, and how AWS would word the failure of what it did. */
export interface ResourceWork {
  readonly context: ProviderContext;
  reasonOf(error: unknown): string;
}

export function resourceWork(run: StackRun, logicalId: string): ResourceWork {
  const { world, accountId, region, stack, caller } = run;
  const answeredBy = new WeakMap<
    ServiceError,
    { readonly service: ServiceName; readonly requestId: string }
  >();
  const context: ProviderContext = {
    world,
    accountId,
    region,
    stackId: stack.id,
    stackName: stack.name,
    logicalId,
    async call(service, operation, input, where) {
      try {
        return await world.invoke(service, operation, input, { caller, region: where ?? region });
      } catch (error) {
        if (error instanceof ServiceError) answeredBy.set(error, { service, requestId: world.random.uuid() });
        throw error;
      }
    },
    async until(ready, timeoutMs) {
      const deadline = world.clock.now() + timeoutMs;
      while (!(await ready())) {
        if (world.clock.now() >= deadline)
          throw new ServiceError('NotStabilized', `Resource ${logicalId} did not stabilize.`);
        await world.clock.sleep(Math.min(POLL_MS, Math.max(1, deadline - world.clock.now())));
      }
    },
  };
  return {
    context,
    reasonOf(error) {
      const answer = error instanceof ServiceError ? answeredBy.get(error) : undefined;
      if (!(error instanceof ServiceError) || !answer) return messageOf(error);
      const message = error.message.replace(/\.?$/, '');
      return `${message}. (Service: ${SERVICE_TITLES[answer.service]}; Status Code: ${error.status}; Error Code: ${error.code}; Request ID: ${answer.requestId}; Proxy: null)`;
    },
  };
}

/** A failure that is the simulator's own defect must not pass as AWS's answer. */
export function rethrowDefect(error: unknown): void {
  if (!(error instanceof ServiceError)) throw error;
}
