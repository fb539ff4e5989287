import { parseOrgConfig } from '../../src/config/parse-org-config.js';
import { formatProblem } from '../../src/config/problem.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import { theCatalog } from '../catalog/the-catalog.js';

/** The ten lines that a config needs; `more` is put below them. */
export function minimal(more = ''): string {
  return `version: 1
organization:
  callers: [arn:aws:iam::111111111111:role/operator]
delegatedAdministrator:
  accountId: '222222222222'
  homeRegion: us-east-1
regions:
  include: [us-east-1, eu-central-1]
${more}`;
}

/** Lines of `minimal()` before what is put below. */
export const minimalLines = 8;

/** The problems of a text, as a person sees them. */
export function problemsOf(text: string): string[] {
  const result = parseOrgConfig(text, 'org.yaml', theCatalog);
  return result.ok ? [] : result.problems.map(formatProblem);
}

/** The config of a text that has no mistakes. */
export function configOf(text: string): OrgConfig {
  const result = parseOrgConfig(text, 'org.yaml', theCatalog);
  if (result.ok) return result.config;
  throw new Error(result.problems.map(formatProblem).join('\n'));
}
