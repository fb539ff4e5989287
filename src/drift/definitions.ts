import { stackDifferences, stackSetDifferences } from '../plan/differences.js';
import { heldDifferences } from '../plan/held-definitions.js';
import { usable } from '../plan/foundations.js';
import type { DriftFinding } from '../model/drift.js';
import { isNarrow } from '../model/scope.js';
import { finding, type Drift } from './finding.js';
import { managementRolesMadeDrift } from './made.js';
import type { Situation } from '../plan/situation.js';

/** What stands before every StackSet: trusted access, registrations, the roles in the management account. */
export function foundationDrift(situation: Situation): Drift {
  const { desired, observed } = situation;
  const access = observed.stackSetsAccess === 'ENABLED' ? [] : ['CloudFormation StackSets'];
  const lost = [...access, ...desired.trustedServices].map((service) =>
    finding({
      kind: 'trusted-access-lost',
      thing: `trusted access for ${service}`,
      reason: 'it is turned off',
    }),
  );
  const unregistered = desired.delegatedAdministrators.map(({ service, accountId }) =>
    finding({
      kind: 'trusted-access-lost',
      accountId,
      thing: `delegated administrator for ${service}`,
      reason: 'it is not registered',
    }),
  );
  const roles = managementRoles(situation);
  return { findings: [...lost, ...unregistered, ...roles.findings], unseen: roles.unseen };
}

function managementRoles(situation: Situation): Drift {
  const { desired, observed } = situation;
  const { managementRoles: stack } = desired;
  if (!stack) return { findings: [], unseen: [] };
  const { accountId, region, name } = stack;
  const place = { accountId, region };
  const base = { kind: 'management-roles-changed', ...place, thing: `stack ${name}` } as const;
  const only = (one: DriftFinding): Drift => ({ findings: [one], unseen: [] });
  const found = observed.managementRoles;
  if (!found) return only(finding({ ...base, reason: 'it is gone' }));
  if (usable.includes(found.status)) {
    const differences = stackDifferences(stack, found);
    const made = managementRolesMadeDrift(stack, situation);
    if (differences.length === 0) return made;
    const outdated = finding({ ...base, reason: 'it is of another version', differences });
    return { findings: [outdated, ...made.findings], unseen: made.unseen };
  }
  if (found.status.endsWith('_IN_PROGRESS') && found.status !== 'REVIEW_IN_PROGRESS')
    return { findings: [], unseen: [{ ...place, reason: `stack ${name} is ${found.status}` }] };
  const why = found.statusReason ? `: ${found.statusReason}` : '';
  return only(
    finding({
      ...base,
      reason: `it is ${found.status}${why}`,
      instructions: `Delete the stack in ${accountId}, ${region}, and run again.`,
    }),
  );
}

/**
 * StackSets that are gone, or not as this version and the org.yaml have them.
 *
 * @param isNew whether no target of it has anything yet: then the targets say so.
 */
export function definitionDrift(
  { desired, observed }: Situation,
  isNew: (stackSet: string) => boolean,
): readonly DriftFinding[] {
  const isNarrowed = isNarrow(desired.scope);
  // A narrowed look reads only the StackSets of those that it is for.
  const asked = desired.stackSets.filter(({ accounts }) => !isNarrowed || accounts.length > 0);
  return asked.flatMap((stackSet) => {
    const { name } = stackSet;
    const found = observed.stackSets.get(name);
    const base = { thing: `StackSet ${name}`, stackSet: name };
    if (!found)
      return isNew(name) ? [] : [finding({ ...base, kind: 'definition-missing', reason: 'it is gone' })];
    const differences = (isNarrowed ? heldDifferences : stackSetDifferences)(stackSet, found);
    if (differences.length === 0) return [];
    const reason = 'it is not as this version and the org.yaml have it';
    const held = isNarrowed
      ? { instructions: 'It is everybody’s: run orgsecrets drift --remediate for all.' }
      : {};
    return [finding({ ...base, kind: 'definition-outdated', reason, differences, ...held })];
  });
}
