import { ServiceError } from '../../../kernel/contract.js';
import type { Shape } from '../../../kernel/contract.js';
import { integer } from '../../../kernel/input.js';

/**
 * The page size that was asked for; undefined where it is left to AWS, which 0 does too.
 * @throws ServiceError InvalidLimitException, in the words of moto, which quotes AWS
 */
export function limitOf(input: Shape, most: number, member = 'Limit'): number | undefined {
  const limit = integer(input, member) ?? 0;
  if (limit >= 0 && limit <= most) return limit || undefined;
  const bound = limit < 0 ? 'greater than or equal to 0' : `less than or equal to ${most}`;
  throw new ServiceError(
    'InvalidLimitException',
    `Value '${limit}' at '${member.charAt(0).toLowerCase()}${member.slice(1)}' failed to satisfy constraint: Member must have value ${bound}`,
  );
}
