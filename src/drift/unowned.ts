import { ownershipTag } from '../desired/names.js';
import type { Desired, DesiredStackSet } from '../model/desired.js';
import type { DriftFinding } from '../model/drift.js';
import type { Observed, ObservedStackSet } from '../model/observed.js';
import { finding } from './finding.js';

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
  const tag = found.tags[ownershipTag];
  const said = tag === undefined ? 'is not there' : `says ${tag}`;
  return finding({
    kind: 'definition-unowned',
    owner: 'foreign',
    thing: `StackSet ${name}`,
    stackSet: name,
    reason: `its tag ${ownershipTag} ${said}: somebody took it off, or somebody else made it`,
    instructions:
      'Where it is ours, put the tag back with the command: then all commands take it for ours again, destroy too. Where it is not, choose another stackSets.prefix in the org.yaml.',
    command: tagCommand(desired, stackSet, found),
  });
}

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

/**
 * Template and parameters stay as they are. What is not said of a self-managed StackSet's roles would be the default ones:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackSet.html
 */
function tagCommand(desired: Desired, stackSet: DesiredStackSet, found: ObservedStackSet): string {
  const { partition, prefix, managementAccountId } = desired;
  const tags = Object.entries({ ...found.tags, [ownershipTag]: prefix }).map(([Key, Value]) => ({
    Key,
    Value,
  }));
  const parameters = Object.keys(found.parameters).map(
    (key) => `  ParameterKey=${key},UsePreviousValue=true`,
  );
  const roles = [
    `--administration-role-arn arn:${partition}:iam::${managementAccountId}:role/${prefix}-stackset-administration`,
    `--execution-role-name ${prefix}-stackset-execution`,
  ];
  return [
    'aws cloudformation update-stack-set',
    `--region ${desired.stackSetsRegion}`,
    `--stack-set-name ${stackSet.name}`,
    '--use-previous-template',
    ...(parameters.length === 0 ? [] : ['--parameters', ...parameters]),
    ...(stackSet.capabilities.length === 0 ? [] : [`--capabilities ${stackSet.capabilities.join(' ')}`]),
    ...(stackSet.permissionModel === 'SELF_MANAGED' ? roles : []),
    '--operation-preferences MaxConcurrentPercentage=100,FailureTolerancePercentage=100',
    `--tags ${quoted(JSON.stringify(tags))}`,
  ].join(' \\\n  ');
}

/** For a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
