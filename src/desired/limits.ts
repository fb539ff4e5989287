import type { Exclusion } from '../model/exclusion.js';
import type { OrgConfig } from '../model/org-config.js';
import type { Target } from '../model/target.js';
import { invalid } from './check.js';
import type { CoveredUnits } from './covered-units.js';

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
const parameterValueBytes = 4096;

/** @throws OrgSecretsError InvalidConfig where the accounts to trust one by one do not fit the hub's parameter. */
export function checkTrust(config: OrgConfig, coverage: readonly Target[], configFile: string): void {
  if (config.delivery.trust !== 'service' || config.delivery.bucket !== undefined) return;
  const accounts = new Set(coverage.map((target) => target.accountId)).size;
  // Twelve digits and a comma each.
  if (accounts * 13 - 1 <= parameterValueBytes) return;
  throw invalid(
    `${configFile} delivery.trust: service lists accounts, and ${accounts} of them do not fit a template's parameter.`,
    'Use delivery.trust: organization, or an existing bucket (delivery.bucket).',
  );
}

/**
 * AWS's auto-deployment ignores account filters.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
 *
 * @returns warnings.
 * @throws OrgSecretsError InvalidConfig where recorders would come to excluded accounts.
 */
export function checkAutoDeployment(
  config: OrgConfig,
  exclusions: readonly Exclusion[],
  units: CoveredUnits,
  configFile: string,
): readonly string[] {
  const inUnits = new Set([...units.values()].flat());
  const source = `${configFile} accounts.exclude`;
  const excluded = exclusions.flatMap(({ accountId, source: from }) =>
    accountId !== undefined && inUnits.has(accountId) && from === source ? [accountId] : [],
  );
  const all = config.stackSets.autoDeployment === 'all';
  if (all && excluded.length > 0)
    throw invalid(
      `${configFile} stackSets.autoDeployment: all would reach excluded accounts inside the covered units: ${excluded.join(', ')}.`,
      'Move them to a unit that is not covered, or use stackSets.autoDeployment: member.',
    );
  const warnings = excluded.map(
    (id) =>
      `${id} is excluded inside a covered unit: it stays untouched, but were it moved out and in again, AWS's auto-deployment would give it the member stack.`,
  );
  if (all)
    warnings.push(
      'An account that leaves the covered units loses its recorder and rules: AWS deletes the stacks.',
    );
  return warnings;
}
