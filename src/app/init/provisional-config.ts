import { findRegion } from '../../catalog/catalog.js';
import { parseOrgConfig } from '../../config/parse-org-config.js';
import type { Catalog } from '../../model/catalog.js';
import { OrgSecretsError } from '../../model/errors.js';
import type { OrgConfig } from '../../model/org-config.js';
import type { RegionName } from '../../model/target.js';

/**
 * An org.yaml to connect with, before there is one: everything by default. Its accounts stand for none.
 *
 * @throws OrgSecretsError InvalidUsage where the Region can not be the home Region.
 */
export function provisionalConfig(
  homeRegion: RegionName,
  caller: OrgConfig['organization']['caller'],
  catalog: Catalog,
): OrgConfig {
  const partition = findRegion(catalog, homeRegion)?.partition ?? 'aws';
  const text = [
    'version: 1',
    `organization: { caller: ${caller}, callers: ['arn:${partition}:iam::000000000000:role/nobody'] }`,
    `delegatedAdministrator: { accountId: '000000000000', homeRegion: ${JSON.stringify(homeRegion)} }`,
    'regions: { include: all }',
  ].join('\n');
  const parsed = parseOrgConfig(text, 'init', catalog);
  if (parsed.ok) return parsed.config;
  const [problem] = parsed.problems;
  throw new OrgSecretsError(
    'InvalidUsage',
    `${homeRegion} ${problem?.reason ?? 'is not valid'}${problem?.suggestion === undefined ? '' : ` (did you mean ${problem.suggestion}?)`}.`,
    { fault: 'user', instructions: 'Give another one with --home-region.' },
  );
}
