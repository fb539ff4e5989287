import { parsePolicy, PolicySyntax } from '../../iam-evaluator/document.js';
import { ServiceError } from '../../kernel/contract.js';
import type { Shape } from '../../kernel/contract.js';

/** What can be set, with what a queue has that was told nothing. Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const settable: Readonly<Record<string, string | undefined>> = {
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  VisibilityTimeout: '30',
  SqsManagedSseEnabled: 'true',
  Policy: undefined,
  RedrivePolicy: undefined,
  RedriveAllowPolicy: undefined,
  KmsMasterKeyId: undefined,
  KmsDataKeyReusePeriodSeconds: undefined,
};

export const defaultAttributes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(settable).filter((entry): entry is [string, string] => entry[1] !== undefined),
);

/**
 * The attributes of a request.
 * @throws ServiceError InvalidAttributeName, InvalidAttributeValue
 */
export function readAttributes(given: Shape): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      if (!Object.hasOwn(settable, name))
        throw new ServiceError('InvalidAttributeName', `Unknown Attribute ${name}.`);
      if (name === 'Policy') checkPolicy(String(value));
      return [name, String(value)];
    }),
  );
}

function checkPolicy(policy: string): void {
  if (policy === '') return;
  try {
    parsePolicy(policy);
  } catch (error) {
    if (!(error instanceof PolicySyntax)) throw error;
    throw new ServiceError('InvalidAttributeValue', 'Invalid value for the parameter Policy.');
  }
}
