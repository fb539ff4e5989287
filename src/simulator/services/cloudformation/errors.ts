import { ServiceError } from '../../kernel/contract.js';

/** CloudFormation's answer to nearly every mistake in a request or a template. */
export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}

/** The message of anything thrown, for a status reason. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
