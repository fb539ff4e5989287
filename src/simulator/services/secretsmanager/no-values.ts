import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { texts } from '../../kernel/input.js';
import { findSecret, openLivingSecret, secretAccess } from './find.js';

/*
 * The simulator has no values of secrets. Who asks for one is checked like any caller, stands in the log, and hears what
 * Secrets Manager says of a secret that has no value.
 */

const nothing = "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT";

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
const getSecretValue: Operation = {
  service: 'secretsmanager',
  name: 'GetSecretValue',
  mutating: false,
  access: secretAccess('secretsmanager:GetSecretValue'),
  handle(input, call) {
    openLivingSecret(input, call);
    throw new ServiceError('ResourceNotFoundException', nothing);
  },
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_BatchGetSecretValue.html */
const batchGetSecretValue: Operation = {
  service: 'secretsmanager',
  name: 'BatchGetSecretValue',
  mutating: false,
  handle(input, call) {
    const errors = (texts(input, 'SecretIdList') ?? []).map((SecretId) => ({
      SecretId,
      ErrorCode: 'ResourceNotFoundException',
      Message:
        findSecret(call, SecretId) === undefined
          ? "Secrets Manager can't find the specified secret."
          : nothing,
    }));
    return { SecretValues: [], Errors: errors };
  },
};

/** The calls that would read values. */
export const valueReads: readonly Operation[] = [getSecretValue, batchGetSecretValue];
