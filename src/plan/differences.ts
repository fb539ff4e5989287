import type { DesiredStack, DesiredStackSet } from '../model/desired.js';
import type { ObservedStack, ObservedStackSet } from '../model/observed.js';
import type { Difference } from '../model/plan.js';
import { compareText } from '../model/target.js';

/** The field that AWS changes in an update of its own: one that names no accounts. */
export const autoDeployment = 'autoDeployment';

/** What an update of the StackSet's definition would change; empty: nothing. */
export function stackSetDifferences(
  desired: DesiredStackSet,
  observed: ObservedStackSet,
): readonly Difference[] {
  const managed = desired.permissionModel === 'SERVICE_MANAGED';
  return [
    ...field('template', observed.templateDigest, desired.templateDigest),
    ...record('parameters', observed.parameters, desired.parameters),
    ...record('tags', withoutAwsTags(observed.tags), desired.tags),
    ...(managed
      ? [...field(autoDeployment, text(observed.autoDeployment), text(desired.autoDeployment))]
      : []),
    ...field('managedExecution', String(observed.managedExecution), 'true'),
  ];
}

export function stackDifferences(desired: DesiredStack, observed: ObservedStack): readonly Difference[] {
  return [
    ...field('template', observed.templateDigest, desired.templateDigest),
    ...record('parameters', observed.parameters, desired.parameters),
    ...record('tags', withoutAwsTags(observed.tags), desired.tags),
  ];
}

export function field(name: string, from: string | undefined, to: string | undefined): readonly Difference[] {
  return from === to ? [] : [{ field: name, from, to }];
}

function record(
  name: string,
  from: Readonly<Record<string, string>>,
  to: Readonly<Record<string, string>>,
): readonly Difference[] {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort(compareText);
  return keys.flatMap((key) => field(`${name}.${key}`, from[key], to[key]));
}

/** Tags of AWS's own can't be set. https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
function withoutAwsTags(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:')));
}

function text(auto: DesiredStackSet['autoDeployment']): string {
  if (!auto?.enabled) return 'off';
  const names = auto.dependsOn.map(stackSetName).sort(compareText);
  return names.length === 0 ? 'on' : `on, after ${names.join(', ')}`;
}

/** AWS names what comes before by ARN: `arn:…:stackset/<name>:<id>`. */
function stackSetName(nameOrArn: string): string {
  return /:stackset\/([^:]+)/.exec(nameOrArn)?.[1] ?? nameOrArn;
}
