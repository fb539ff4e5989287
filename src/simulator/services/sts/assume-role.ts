import { PolicySyntax, parsePolicy } from '../../iam-evaluator/document.js';
import { ServiceError } from '../../kernel/contract.js';
import { integer, requiredText, shapes, text } from '../../kernel/input.js';
import { roleCaller } from '../iam/callers.js';
import { accountOfArn, isKnownEverywhere, roleByArn } from '../iam/state.js';
import { organizationSlot } from '../organizations/state.js';
import type { Call, Operation, Shape } from '../../kernel/contract.js';
import type { CredentialStore } from '../../kernel/credentials.js';

/** Role chaining allows an hour at most (API reference, AssumeRole, DurationSeconds). */
const chainedMaximum = 3600;

/** AssumeRole hands out credentials, which live outside the world's state: the operation is made with their store. */
export function assumeRole(credentials: CredentialStore): Operation {
  return {
    service: 'sts',
    name: 'AssumeRole',
    mutating: false,
    access(input, call) {
      const arn = requiredText(input, 'RoleArn');
      const sessionName = text(input, 'RoleSessionName');
      const externalId = text(input, 'ExternalId');
      return [
        {
          action: 'sts:AssumeRole',
          resource: arn,
          ownerAccountId: accountOfArn(arn),
          // A role that does not exist, or in an account that is closed, is denied in the same words as one that does not trust.
          resourcePolicy: trustPolicy(call, arn),
          context: {
            ...(sessionName === undefined ? {} : { 'sts:RoleSessionName': sessionName }),
            ...(externalId === undefined ? {} : { 'sts:ExternalId': externalId }),
          },
        },
      ];
    },
    handle(input, call) {
      const role = roleByArn(call.world, requiredText(input, 'RoleArn'));
      if (!role) throw new ServiceError('AccessDenied', 'The role does not exist.', { status: 403 });
      const sessionName = requiredText(input, 'RoleSessionName');
      if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
        throw invalid(
          `Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
        );
      }
      const seconds = duration(input, call, role.maxSessionDuration);
      const policy = sessionPolicy(input);
      const caller = roleCaller(role, sessionName, policy);
      const issued = credentials.issueSession(caller, seconds);
      return {
        Credentials: {
          AccessKeyId: issued.accessKeyId,
          SecretAccessKey: issued.secretAccessKey,
          SessionToken: issued.sessionToken,
          Expiration: new Date(issued.expiresAt),
        },
        AssumedRoleUser: { AssumedRoleId: caller.userId, Arn: caller.arn },
        ...(policy === undefined ? {} : { PackedPolicySize: Math.ceil((policy.length / 2048) * 100) }),
      };
    },
  };
}

/** The trust policy; one that trusts nobody where there is no such role, or its account can no longer be entered. */
function trustPolicy(call: Call, roleArn: string): string {
  const nobody = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  const accountId = accountOfArn(roleArn);
  for (const { value } of call.world.all(organizationSlot)) {
    const state = value.accounts[accountId]?.state;
    // Suspended, closed, or waiting for that: https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/727.
    // Not active yet: assumed.
    if (state !== undefined && state !== 'ACTIVE') return nobody;
  }
  const role = roleByArn(call.world, roleArn);
  return role && isKnownEverywhere(call.world, role) ? role.trustPolicy : nobody;
}

function duration(input: Shape, call: Call, roleMaximum: number): number {
  const seconds = integer(input, 'DurationSeconds') ?? 3600;
  if (seconds < 900)
    throw invalid(
      `Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900`,
    );
  if (call.caller.type === 'role' && seconds > chainedMaximum) {
    throw new ServiceError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  if (seconds > roleMaximum)
    throw new ServiceError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  return seconds;
}

function sessionPolicy(input: Shape): string | undefined {
  if ((shapes(input, 'PolicyArns') ?? []).length > 0) {
    throw new ServiceError(
      'ValidationError',
      'The simulator takes session policies inline (Policy), not by PolicyArns.',
    );
  }
  const policy = text(input, 'Policy');
  if (policy === undefined || policy === '') return undefined;
  if (policy.length > 2048)
    throw invalid(
      "Value at 'policy' failed to satisfy constraint: Member must have length less than or equal to 2048",
    );
  try {
    parsePolicy(policy);
  } catch (error) {
    if (error instanceof PolicySyntax) throw new ServiceError('MalformedPolicyDocument', error.message);
    throw error;
  }
  return policy;
}

function invalid(what: string): ServiceError {
  return new ServiceError('ValidationError', `1 validation error detected: ${what}`);
}
