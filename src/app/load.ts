import { readFile, stat } from 'node:fs/promises';
import { connect } from '../aws/connect.js';
import { readOrgConfig } from '../config/read-file.js';
import type { Clock } from '../model/clock.js';
import type { Emit } from '../model/events.js';
import { packagedCatalog, packagedSessionPolicies, packagedTemplates } from './package-files.js';
import type { Run } from './run.js';

export interface LoadOptions {
  readonly configFile: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/**
 * Reads the org.yaml and connects to AWS.
 *
 * @throws OrgSecretsError InvalidConfig with every mistake of the org.yaml; NoCredentials.
 */
export async function loadRun(options: LoadOptions): Promise<Run> {
  const { configFile, env, clock, emit, signal } = options;
  const catalog = packagedCatalog();
  const config = await readOrgConfig(configFile, { readFile, stat }, catalog);
  const aws = await connect({ config, env, clock, emit, signal, sessionPolicies: packagedSessionPolicies() });
  return { config, configFile, catalog, templates: packagedTemplates(), aws, clock, emit, signal };
}
