import { ServiceError } from '../../kernel/contract.js';
import type { World } from '../../kernel/contract.js';

/** CloudFormation's answer to nearly every mistake in a request or a template. */
export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}

/** What an update handler of the registry says of a resource that is gone. */
export function resourceNotFound(world: World, type: string, physicalId: string): ServiceError {
  const token = world.random.uuid();
  return new ServiceError(
    'NotFound',
    `Resource of type '${type}' with identifier '${physicalId}' was not found. (RequestToken: ${token}, HandlerErrorCode: NotFound)`,
  );
}

/** The message of anything thrown, for a status reason. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
