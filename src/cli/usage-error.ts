import { OrgSecretsError } from '../model/errors.js';

/** Something about the command line, with the system's own reason where it is about a file. */
export function usageError(message: string, cause?: unknown, instructions?: string): OrgSecretsError {
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  return new OrgSecretsError('InvalidUsage', `${message}${reason}.`, {
    fault: 'user',
    cause,
    ...(instructions === undefined ? {} : { instructions }),
  });
}
