import type { Catalog } from '../model/catalog.js';
import { OrgSecretsError } from '../model/errors.js';
import type { OrgConfig } from '../model/org-config.js';
import { parseOrgConfig } from './parse-org-config.js';
import { formatProblems, type Problem } from './problem.js';
import { maximumSize, tooLarge } from './read-yaml.js';

/** What is needed of `node:fs/promises`. */
export interface Files {
  stat(path: string): Promise<{ isFile(): boolean; isDirectory(): boolean; readonly size: number }>;
  readFile(path: string): Promise<Uint8Array>;
}

/** An org.yaml with mistakes; the message has a line for each. */
export class InvalidOrgConfig extends OrgSecretsError {
  readonly problems: readonly Problem[];

  constructor(path: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`;
    super('InvalidConfig', `${path} has ${count}:\n${formatProblems(problems)}`, {
      fault: 'user',
      instructions: 'Mend the org.yaml; every key is described in docs/configuration.md.',
    });
    this.problems = problems;
  }
}

/**
 * Reads and checks an org.yaml. Throws `InvalidConfig`: an `InvalidOrgConfig` where the text has mistakes, else an
 * error that says why the file can't be read.
 */
export async function readOrgConfig(path: string, files: Files, catalog: Catalog): Promise<OrgConfig> {
  const result = parseOrgConfig(await readText(path, files), path, catalog);
  if (result.ok) return result.config;
  throw new InvalidOrgConfig(path, result.problems);
}

async function readText(path: string, files: Files): Promise<string> {
  const bytes = await readBytes(path, files);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(path, 'is not text in UTF-8', cause);
  }
}

async function readBytes(path: string, files: Files): Promise<Uint8Array> {
  try {
    const stat = await files.stat(path);
    if (stat.isDirectory()) throw unreadable(path, 'is a directory, not a file');
    // A device or a pipe has no size to check beforehand.
    if (!stat.isFile()) throw unreadable(path, 'is no ordinary file');
    if (stat.size > maximumSize) throw unreadable(path, tooLarge(stat.size));
    return await files.readFile(path);
  } catch (error) {
    if (error instanceof OrgSecretsError) throw error;
    throw unreadable(path, reasons[codeOf(error)] ?? 'can not be read', error);
  }
}

const reasons: Partial<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  EISDIR: 'is a directory, not a file',
  ENAMETOOLONG: 'has too long a name',
  ELOOP: 'is a link that leads to itself',
};

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function unreadable(path: string, reason: string, cause?: unknown): OrgSecretsError {
  return new OrgSecretsError('InvalidConfig', `${path} ${reason}.`, {
    fault: 'user',
    instructions: 'Give the path of an org.yaml with --config.',
    cause,
  });
}
