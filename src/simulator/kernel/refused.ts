import { ServiceError } from './contract.js';
import { refusal } from './protocol/services.js';
import type { ServiceName } from './contract.js';
import type { Refusal } from './protocol/services.js';

/** What a service answers to credentials or a request that it does not take. */
export function refused(kind: Refusal, service: ServiceName): ServiceError {
  const { code, message, status } = refusal(kind, service);
  return new ServiceError(code, message, { status });
}
