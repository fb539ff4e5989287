import { parsePolicy, PolicySyntax } from '../../iam-evaluator/document.js';
import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText } from '../../kernel/input.js';
import { change, nameOf } from './change.js';
import { openLivingSecret, openSecret, secretAccess } from './find.js';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html */
export const putResourcePolicy: Operation = {
  service: 'secretsmanager',
  name: 'PutResourcePolicy',
  mutating: true,
  access: secretAccess('secretsmanager:PutResourcePolicy'),
  handle(input, call) {
    const policy = requiredText(input, 'ResourcePolicy');
    check(policy);
    return nameOf(change(call.world, openLivingSecret(input, call), { policy }));
  },
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html */
export const getResourcePolicy: Operation = {
  service: 'secretsmanager',
  name: 'GetResourcePolicy',
  mutating: false,
  access: secretAccess('secretsmanager:GetResourcePolicy'),
  handle(input, call) {
    const secret = openSecret(input, call);
    return { ...nameOf(secret), ResourcePolicy: secret.policy };
  },
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteResourcePolicy.html */
export const deleteResourcePolicy: Operation = {
  service: 'secretsmanager',
  name: 'DeleteResourcePolicy',
  mutating: true,
  access: secretAccess('secretsmanager:DeleteResourcePolicy'),
  handle: (input, call) => nameOf(change(call.world, openLivingSecret(input, call), { policy: undefined })),
};

function check(policy: string): void {
  try {
    parsePolicy(policy);
  } catch (error) {
    if (!(error instanceof PolicySyntax)) throw error;
    throw new ServiceError('MalformedPolicyDocumentException', error.message);
  }
}
