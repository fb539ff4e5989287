import type { Operation } from '../../kernel/contract.js';
import { change, nameOf } from './change.js';
import { openLivingSecret, secretAccess } from './find.js';

/** Turns rotation off; its schedule and function stay. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CancelRotateSecret.html */
export const cancelRotateSecret: Operation = {
  service: 'secretsmanager',
  name: 'CancelRotateSecret',
  mutating: true,
  access: secretAccess('secretsmanager:CancelRotateSecret'),
  handle: (input, call) =>
    nameOf(
      change(call.world, openLivingSecret(input, call), {
        rotationEnabled: false,
        nextRotationAt: undefined,
      }),
    ),
};
