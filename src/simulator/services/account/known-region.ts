import { ServiceError } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { regionsOf } from './state.js';
import type { Call, Shape } from '../../kernel/contract.js';

/** The member RegionName, which must name a Region that exists. */
export function knownRegion(input: Shape, call: Call): string {
  const region = text(input, 'RegionName') ?? '';
  if (!regionsOf(call.world).includes(region)) {
    throw new ServiceError('ValidationException', `The Region ${region} is not valid.`, {
      details: { reason: 'fieldValidationFailed' },
    });
  }
  return region;
}
