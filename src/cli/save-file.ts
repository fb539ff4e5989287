import { writeFile } from 'node:fs/promises';
import { usageError } from './usage-error.js';

/**
 * @param what is being written, for the message: `The plan`.
 * @throws OrgSecretsError InvalidUsage where the file can't be written.
 */
export async function saveFile(what: string, file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw usageError(`${what} can not be written to ${file}`, cause);
  }
}
