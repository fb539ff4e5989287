import { readFile, stat } from 'node:fs/promises';
import { InvalidOrgConfig, readOrgConfig } from '../config/read-file.js';
import type { OrgConfig } from '../model/org-config.js';
import type { ConfigProblem } from '../report/types.js';
import { packagedCatalog } from './package-files.js';

export interface Validated {
  /** Missing where there are problems. */
  readonly config: OrgConfig | undefined;
  readonly problems: readonly ConfigProblem[];
}

/**
 * Checks an org.yaml without asking AWS anything.
 *
 * @throws OrgSecretsError InvalidConfig where the file cannot be read at all.
 */
export async function validate(configFile: string): Promise<Validated> {
  try {
    return { config: await readOrgConfig(configFile, { readFile, stat }, packagedCatalog()), problems: [] };
  } catch (error) {
    if (error instanceof InvalidOrgConfig) return { config: undefined, problems: error.problems };
    throw error;
  }
}
