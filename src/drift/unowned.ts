import { ownershipTag } from '../desired/names.js';
import type { Desired, DesiredStackSet } from '../model/desired.js';
import type { DriftFinding } from '../model/drift.js';
import type { Observed, ObservedStack, ObservedStackSet } from '../model/observed.js';
import { unownedRoles } from '../plan/ownership.js';
import { finding } from './finding.js';
import { stackSetTagCommand, stackTagCommand } from './tag-command.js';

/** StackSets of our names that are not proved to be ours. */
export function unownedDrift(
  desired: Desired,
  observed: Observed,
  unowned: readonly DesiredStackSet[],
): readonly DriftFinding[] {
  return unowned.flatMap((stackSet) => {
    const found = observed.stackSets.get(stackSet.name);
    return found ? [unownedFinding(desired, stackSet, found)] : [];
  });
}

function unownedFinding(desired: Desired, stackSet: DesiredStackSet, found: ObservedStackSet): DriftFinding {
  const { name } = stackSet;
  return finding({
    kind: 'definition-unowned',
    owner: 'foreign',
    thing: `StackSet ${name}`,
    stackSet: name,
    reason: withoutTag(found),
    instructions: `Where it is ours, put the tag back with the command${afterwards}`,
    command: stackSetTagCommand(desired, stackSet, found),
  });
}

/** The stack of the management account's roles that is not proved to be ours. */
export function unownedRolesDrift(desired: Desired, observed: Observed): readonly DriftFinding[] {
  const unowned = unownedRoles(desired, observed);
  if (!unowned) return [];
  const { name, accountId, region } = unowned.desired;
  return [
    finding({
      kind: 'management-roles-unowned',
      owner: 'foreign',
      accountId,
      region,
      thing: `stack ${name}`,
      reason: withoutTag(unowned.found),
      instructions: `Where it is ours, put the tag back with the command, in account ${accountId}${afterwards}`,
      command: stackTagCommand(desired, unowned.desired, unowned.found),
    }),
  ];
}

function withoutTag({ tags }: Pick<ObservedStack, 'tags'>): string {
  const tag = tags[ownershipTag];
  const said = tag === undefined ? 'is not there' : `says ${tag}`;
  return `its tag ${ownershipTag} ${said}: somebody took it off, or somebody else made it`;
}

const afterwards =
  ': then all commands take it for ours again, destroy too. Where it is not, choose another stackSets.prefix in the org.yaml.';

/** What was found in a StackSet that is not ours, or may not be, is not mended. */
export function heldByOwner(
  findings: readonly DriftFinding[],
  unowned: readonly DesiredStackSet[],
): readonly DriftFinding[] {
  const names = new Set(unowned.map(({ name }) => name));
  return findings
    .filter(({ kind, stackSet = '' }) => kind !== 'definition-outdated' || !names.has(stackSet))
    .map((one) =>
      one.stackSet === undefined || !names.has(one.stackSet)
        ? one
        : {
            ...one,
            instructions: `StackSet ${one.stackSet} is not proved to be ours: put its tag back first.`,
          },
    );
}
