import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { Session } from './clients.js';
import { required } from './errors.js';

/** A role to take. */
export interface RoleRequest {
  readonly arn: string;
  /** Narrows the session to what this policy allows too, as JSON. */
  readonly sessionPolicy?: string;
}

/** Seconds. Every role allows this much, also where one role takes another. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const duration = 3600;
/** Milliseconds before the end at which the SDK asks for new credentials; so that both think alike. */
const margin = 300_000;

/**
 * Takes a role: at once, so that a refusal shows here, and again when the session is about to end. All clients of the
 * session share its credentials.
 *
 * @throws OrgSecretsError NotPermitted where AWS says AccessDenied, which it says of a role that does not exist too.
 */
export async function assumeRole(sts: STSClient, request: RoleRequest): Promise<Session> {
  const [, , , , accountId] = request.arn.split(':');
  let current = await assume(sts, request);
  let renewal: Promise<AwsCredentialIdentity> | undefined;
  return {
    accountId: required(accountId, 'the account of a role ARN'),
    role: request.arn.split('/').at(-1) ?? request.arn,
    async credentials() {
      // Wall time, not the run's clock: expiry is AWS's word, and the SDK holds it against wall time too.
      const left = (current.expiration?.getTime() ?? 0) - new Date().getTime();
      if (left > margin) return current;
      // One renewal for all clients; one that failed is tried again by the next call.
      renewal ??= assume(sts, request).finally(() => (renewal = undefined));
      current = await renewal;
      return current;
    },
  };
}

async function assume(sts: STSClient, { arn, sessionPolicy }: RoleRequest): Promise<AwsCredentialIdentity> {
  const answer = await sts.send(
    new AssumeRoleCommand({
      RoleArn: arn,
      RoleSessionName: 'orgsecrets',
      DurationSeconds: duration,
      ...(sessionPolicy === undefined ? {} : { Policy: sessionPolicy }),
    }),
  );
  const given = required(answer.Credentials, 'AssumeRole Credentials');
  return {
    accessKeyId: required(given.AccessKeyId, 'AssumeRole AccessKeyId'),
    secretAccessKey: required(given.SecretAccessKey, 'AssumeRole SecretAccessKey'),
    sessionToken: required(given.SessionToken, 'AssumeRole SessionToken'),
    expiration: required(given.Expiration, 'AssumeRole Expiration'),
  };
}
