import { ownershipTag } from '../desired/names.js';
import type { Desired, DesiredStack, DesiredStackSet } from '../model/desired.js';
import type { ObservedStack, ObservedStackSet } from '../model/observed.js';

/**
 * What puts the ownership tag of a StackSet back, for a shell; template and parameters stay as they are. What is not said
 * of a self-managed StackSet's roles would be the default ones:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackSet.html
 */
export function stackSetTagCommand(
  desired: Desired,
  stackSet: DesiredStackSet,
  found: ObservedStackSet,
): string {
  const { partition, prefix, managementAccountId } = desired;
  const roles = [
    `--administration-role-arn arn:${partition}:iam::${managementAccountId}:role/${prefix}-stackset-administration`,
    `--execution-role-name ${prefix}-stackset-execution`,
  ];
  return joined([
    'aws cloudformation update-stack-set',
    `--region ${desired.stackSetsRegion}`,
    `--stack-set-name ${stackSet.name}`,
    ...asItIs(stackSet, found),
    ...(stackSet.permissionModel === 'SELF_MANAGED' ? roles : []),
    '--operation-preferences MaxConcurrentPercentage=100,FailureTolerancePercentage=100',
    tagsOf(desired, found),
  ]);
}

/**
 * The same of a plain stack: tags alone are an update too.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStack.html
 */
export function stackTagCommand(desired: Desired, stack: DesiredStack, found: ObservedStack): string {
  return joined([
    'aws cloudformation update-stack',
    `--region ${stack.region}`,
    `--stack-name ${stack.name}`,
    ...asItIs(stack, found),
    tagsOf(desired, found),
  ]);
}

function asItIs(
  { capabilities }: Pick<DesiredStack, 'capabilities'>,
  { parameters }: Pick<ObservedStack, 'parameters'>,
): readonly string[] {
  const kept = Object.keys(parameters).map((key) => `  ParameterKey=${key},UsePreviousValue=true`);
  return [
    '--use-previous-template',
    ...(kept.length === 0 ? [] : ['--parameters', ...kept]),
    ...(capabilities.length === 0 ? [] : [`--capabilities ${capabilities.join(' ')}`]),
  ];
}

/** Tags that the call does not name would go. */
function tagsOf({ prefix }: Desired, { tags }: Pick<ObservedStack, 'tags'>): string {
  const all = { ...tags, [ownershipTag]: prefix };
  const list = Object.entries(all).map(([Key, Value]) => ({ Key, Value }));
  return `--tags ${quoted(JSON.stringify(list))}`;
}

function joined(lines: readonly string[]): string {
  return lines.join(' \\\n  ');
}

/** For a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
