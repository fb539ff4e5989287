import { parsePolicy, PolicySyntax } from '../../iam-evaluator/document.js';
import type { PolicyDocument } from '../../iam-evaluator/document.js';
import { evaluate } from '../../iam-evaluator/evaluate.js';
import { Context } from '../../iam-evaluator/request.js';
import { ServiceError } from '../../kernel/contract.js';
import type { Call } from '../../kernel/contract.js';

const maximumBytes = 32_768;

/**
 * Refuses what KMS refuses as a key policy: bad syntax, more than 32 KB, or one under which the caller could not change it
 * any more. https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
 * @throws ServiceError MalformedPolicyDocumentException, LimitExceededException
 */
export function checkKeyPolicy(policy: string, call: Call, bypassLockoutCheck: boolean): void {
  if (Buffer.byteLength(policy) > maximumBytes)
    throw new ServiceError('LimitExceededException', 'The key policy exceeds the maximum size.');
  const document = parse(policy);
  if (!bypassLockoutCheck && !keepsAccess(document, call)) {
    throw malformed('The new key policy will not allow you to update the key policy in the future.');
  }
}

/** The default: the account decides with IAM policies. */
export function defaultKeyPolicy(call: Call): string {
  return accountKeyPolicy(call.world.partition, call.caller.accountId);
}

/** A key policy under which an account decides with IAM policies. */
export function accountKeyPolicy(partition: string, accountId: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });
}

function parse(policy: string): PolicyDocument {
  try {
    return parsePolicy(policy);
  } catch (error) {
    if (!(error instanceof PolicySyntax)) throw error;
    throw malformed(error.message);
  }
}

function keepsAccess(document: PolicyDocument, { caller }: Call): boolean {
  if (caller.type === 'service') return true;
  const { accountId, arn, principalArn } = caller;
  const everything = parsePolicy(
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
  );
  return evaluate(
    {
      principal: {
        kind: 'aws',
        accountId,
        arn,
        ...(caller.type === 'role' ? { roleArn: principalArn } : {}),
      },
      action: 'kms:PutKeyPolicy',
      resource: '*',
      resourceAccountId: accountId,
      context: new Context([
        ['aws:PrincipalArn', principalArn],
        ['aws:PrincipalAccount', accountId],
      ]),
    },
    {
      identity: [{ name: 'checked before', document: everything }],
      resource: { name: 'key policy', document },
      resourceMustAllow: true,
    },
  ).allowed;
}

function malformed(message: string): ServiceError {
  return new ServiceError('MalformedPolicyDocumentException', message);
}
