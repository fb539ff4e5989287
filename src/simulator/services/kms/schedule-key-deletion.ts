import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { integer } from '../../kernel/input.js';
import { keyAccess, openLivingKey } from './key-access.js';
import { keyChanged } from './state.js';

const day = 86_400_000;

/** The key goes after 7 to 30 days. https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
export const scheduleKeyDeletion: Operation = {
  service: 'kms',
  name: 'ScheduleKeyDeletion',
  mutating: true,
  access: keyAccess('kms:ScheduleKeyDeletion'),
  handle(input, call) {
    const key = openLivingKey(input, call);
    const days = integer(input, 'PendingWindowInDays') ?? 30;
    if (days < 7 || days > 30) {
      throw new ServiceError('ValidationException', 'PendingWindowInDays must be between 7 and 30.');
    }
    key.deletionDate = call.world.clock.now() + days * day;
    keyChanged(call.world, key);
    return {
      KeyId: key.arn,
      DeletionDate: new Date(key.deletionDate),
      KeyState: 'PendingDeletion',
      PendingWindowInDays: days,
    };
  },
};
