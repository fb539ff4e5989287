import { hubGroupOf, isHolder } from '../desired/made-resources.js';
import type { DesiredStack, DesiredStackSet } from '../model/desired.js';
import type { DriftFinding } from '../model/drift.js';
import { targetKey, type Target } from '../model/target.js';
import {
  isStackless,
  leftOutGroups,
  type MadeDrift,
  madeDrifts,
  managementRolesDrifts,
} from '../plan/made-mending.js';
import type { Situation } from '../plan/situation.js';
import { finding, type Drift } from './finding.js';

/** What a stack made and is not so any more, as far as CloudFormation tells. */
export function madeDrift(target: Target, stackSet: DesiredStackSet, situation: Situation): Drift {
  const { name } = stackSet;
  const base = { ...target, stackSet: name };
  const unseen = (situation.observed.made.get(name)?.unseen ?? []).filter(
    (one) => targetKey(one) === targetKey(target),
  );
  if (isStackless(stackSet, target, situation)) {
    const reason = 'it was deleted in the account, and what it made with it';
    const thing = `stack of StackSet ${name}`;
    return { findings: [finding({ ...base, kind: 'stack-deleted', thing, reason })], unseen: [] };
  }
  const findings = madeDrifts(stackSet, target, situation).map((drift) => resourceFinding(base, drift));
  return { findings: [...unfinished(target, stackSet, situation), ...findings], unseen };
}

/** The same of the stack with the roles of the management account's StackSets. */
export function managementRolesMadeDrift(stack: DesiredStack, situation: Situation): Drift {
  const { name, accountId, region } = stack;
  return {
    findings: managementRolesDrifts(situation).map((drift) => resourceFinding({ accountId, region }, drift)),
    unseen: situation.observed.made.get(name)?.unseen ?? [],
  };
}

function resourceFinding(
  base: Target & Pick<DriftFinding, 'stackSet'>,
  { resource, left }: MadeDrift,
): DriftFinding {
  const { is, differences, logicalId, type, physicalId, stackId } = resource;
  return finding({
    ...base,
    kind: is === 'missing' ? 'resource-missing' : 'resource-changed',
    thing: `${logicalId} (${type}) of stack ${stackName(stackId)}`,
    resource: { stackId, logicalId, type, physicalId },
    reason: `${is === 'missing' ? goneWith(logicalId) : 'it was changed'}${left ? `, ${left.why}` : ''}`,
    differences,
    ...(left ? { instructions: left.instructions } : {}),
  });
}

function goneWith(logicalId: string): string {
  const group = hubGroupOf(logicalId);
  return group && isHolder(group) ? 'it is gone, with all that it held' : 'it is gone';
}

/** A rebuilding of the hub that was cut off: what it left out is missing, and the stack says that it should be. */
function unfinished(
  target: Target,
  { kind, name }: DesiredStackSet,
  { observed }: Situation,
): readonly DriftFinding[] {
  const groups = kind === 'hub' ? leftOutGroups(observed) : [];
  if (groups.length === 0) return [];
  return [
    finding({
      ...target,
      stackSet: name,
      kind: 'instance-outdated',
      thing: `instance of StackSet ${name}`,
      reason: `an earlier run was cut off while it made parts anew: ${groups.join(', ')}`,
    }),
  ];
}

/** `arn:aws:cloudformation:us-east-1:111111111111:stack/name/id` → `name`. */
function stackName(stackId: string): string {
  return /:stack\/([^/]+)/.exec(stackId)?.[1] ?? stackId;
}
