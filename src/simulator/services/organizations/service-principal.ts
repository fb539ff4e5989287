import { trustedServices } from '../../facts/trusted-services.js';
import { text } from '../../kernel/input.js';
import { invalidInput } from './errors.js';
import type { Shape } from '../../kernel/contract.js';

/** The member ServicePrincipal, which must be a service that works with Organizations. */
export function servicePrincipal(input: Shape): string {
  const service = text(input, 'ServicePrincipal');
  if (service === undefined || service === '')
    throw invalidInput('INPUT_REQUIRED', 'You must specify ServicePrincipal.');
  if (!Object.hasOwn(trustedServices, service))
    throw invalidInput('UNRECOGNIZED_SERVICE_PRINCIPAL', 'You specified an unrecognized service principal.');
  return service;
}
