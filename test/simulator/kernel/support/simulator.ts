import { AccountClient } from '@aws-sdk/client-account';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Credentials } from '../../../../src/simulator/kernel/credentials.js';
import type { ClockOptions } from '../../../../src/simulator/kernel/time/clock.js';
import { startSimulator } from '../../../../src/simulator/start.js';
import type { Simulator } from '../../../../src/simulator/start.js';
import { parseWorld } from '../../../../src/simulator/world-file/parse.js';

export const management = '111111111111';
export const audit = '222222222222';
export const shop = '333333333333';
export const closed = '000000000009';

const basis = `
version: 1
organization: { id: o-a1b2c3d4e5, managementAccountId: '${management}' }
regions: [us-east-1, eu-central-1, eu-south-1]
accounts:
  - { id: '${management}', name: management }
  - { id: '${audit}', name: audit, ou: /Security }
  - { id: '${shop}', name: shop, ou: /Workloads/Prod, optIn: [eu-south-1] }
  - { id: '${closed}', name: closed, ou: /Workloads, state: SUSPENDED }
`;

/** A simulator of four accounts; `more` is YAML that is added to its world. */
export function simulate(more = '', clock: ClockOptions = { mode: 'stepped' }): Promise<Simulator> {
  return startSimulator({ world: parseWorld(basis + more, 'test.yaml'), clock, policyRoot: '.' });
}

export interface Clients {
  readonly sts: STSClient;
  readonly iam: IAMClient;
  readonly organizations: OrganizationsClient;
  readonly account: AccountClient;
  readonly config: ConfigServiceClient;
  readonly cloudformation: CloudFormationClient;
}

/** The AWS SDK as it is, but for the endpoint, and without retries. */
export function clients(
  simulator: Simulator,
  credentials: Credentials = simulator.administrator,
  region = 'us-east-1',
): Clients {
  const options = { endpoint: simulator.endpoint, region, credentials, maxAttempts: 1 };
  return {
    sts: new STSClient(options),
    iam: new IAMClient(options),
    organizations: new OrganizationsClient(options),
    account: new AccountClient(options),
    config: new ConfigServiceClient(options),
    cloudformation: new CloudFormationClient(options),
  };
}

/** A session in a member account, by its access role. */
export async function inAccount(
  simulator: Simulator,
  accountId: string,
  region = 'us-east-1',
  Policy?: string,
): Promise<Clients> {
  const RoleArn = `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
  const { Credentials: issued } = await clients(simulator).sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', Policy }),
  );
  return clients(
    simulator,
    {
      accessKeyId: issued!.AccessKeyId!,
      secretAccessKey: issued!.SecretAccessKey!,
      sessionToken: issued!.SessionToken!,
    },
    region,
  );
}

/** The error that a call ends in; fails when it does not. */
export async function errorOf(call: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('the call succeeded');
}
