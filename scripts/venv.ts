import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository's own Python environment: only checks from outside use it, never the product. */
const root = join(import.meta.dirname, '..');

export const venvFolder = join(root, '.venv');
export const requirementsFile = join(root, 'test', 'conformance', 'requirements.txt');

/** Written last: an environment without it was never finished, and one with another text is out of date. */
export const stampFile = join(venvFolder, 'requirements.sha256');

/** A command of the environment, e.g. `cfn-lint`. */
export function venvCommand(name: string): string {
  return join(venvFolder, 'bin', name);
}

export function requirementsDigest(): string {
  return createHash('sha256').update(readFileSync(requirementsFile)).digest('hex');
}

/** Is the environment there, whole, and made from the requirements as they are now? */
export function venvReady(): boolean {
  return (
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === requirementsDigest() &&
    existsSync(venvCommand('python'))
  );
}
