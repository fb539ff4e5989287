import { ServiceError } from '../../kernel/contract.js';
import type { Operation, Shape } from '../../kernel/contract.js';
import { flag, integer, requiredText } from '../../kernel/input.js';
import { change, nameOf } from './change.js';
import { whenDeletionIsDue } from './deletion.js';
import { findSecret, openSecret, secretAccess } from './find.js';
import { dropSecret } from './state.js';

const day = 86_400_000;

/**
 * Marks a secret for deletion after 7 to 30 days, or deletes it at once; to delete by force what is not there is no error.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html. Texts: moto's.
 */
export const deleteSecret: Operation = {
  service: 'secretsmanager',
  name: 'DeleteSecret',
  mutating: true,
  access: secretAccess('secretsmanager:DeleteSecret'),
  handle(input, call) {
    const { world } = call;
    const force = flag(input, 'ForceDeleteWithoutRecovery') ?? false;
    const days = daysOf(input, force);
    const now = world.clock.now();
    const id = requiredText(input, 'SecretId');
    if (force && findSecret(call, id) === undefined) return { Name: id, DeletionDate: new Date(now) };
    const secret = openSecret(input, call);
    if (secret.replicas !== undefined)
      throw invalidRequest(`You can't delete secret ${secret.name} that still has replica regions.`);
    if (force) {
      dropSecret(world, secret);
      return { ...nameOf(secret), DeletionDate: new Date(now) };
    }
    if (secret.deletionAt !== undefined) {
      throw invalidRequest("You tried to perform the operation on a secret that's currently marked deleted.");
    }
    const deletionAt = now + days * day;
    const marked = change(world, secret, { deletionAt });
    whenDeletionIsDue(world, marked);
    return { ...nameOf(secret), DeletionDate: new Date(deletionAt) };
  },
};

function daysOf(input: Shape, force: boolean): number {
  const days = integer(input, 'RecoveryWindowInDays');
  if (days !== undefined && force) {
    throw new ServiceError(
      'InvalidParameterException',
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  }
  if (days !== undefined && (days < 7 || days > 30)) {
    throw new ServiceError(
      'InvalidParameterException',
      'RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
    );
  }
  return days ?? 30;
}

function invalidRequest(message: string): ServiceError {
  return new ServiceError('InvalidRequestException', message);
}
