import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { change, nameOf } from './change.js';
import { openLivingSecret, secretAccess } from './find.js';

/**
 * Turns rotation off; its schedule and function stay. A secret that never had any is refused, in moto's words.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CancelRotateSecret.html
 */
export const cancelRotateSecret: Operation = {
  service: 'secretsmanager',
  name: 'CancelRotateSecret',
  mutating: true,
  access: secretAccess('secretsmanager:CancelRotateSecret'),
  handle(input, call) {
    const secret = openLivingSecret(input, call);
    if (secret.rotationLambdaArn === undefined && secret.owningService === undefined) {
      throw new ServiceError(
        'InvalidRequestException',
        "You tried to enable rotation on a secret that doesn't already have a Lambda function ARN configured and you didn't include such an ARN as a parameter in this call.",
      );
    }
    const changes = { rotationEnabled: false, nextRotationAt: undefined };
    return nameOf(change(call.world, secret, changes));
  },
};
