import { hubGroupOf, isHolder, leftOutWith, rebuildParameters } from '../desired/made-resources.js';
import type { DesiredStackSet } from '../model/desired.js';
import type { DriftedResource } from '../model/made.js';
import { hubGroups, type HubGroup, type Obstacle } from '../model/plan.js';
import { targetKey, type Target } from '../model/target.js';
import type { Again } from './decisions.js';
import type { Situation } from './situation.js';

/** How what a stack made, and what is not so any more, comes to be as it was made (ADR 6). */
export interface MadeMending {
  /** Groups of the hub; missing: none, and nothing was left out. */
  readonly rebuild: readonly HubGroup[] | undefined;
  /** How the instance goes, to be made again. */
  readonly again: Again | undefined;
  readonly obstacles: readonly Obstacle[];
}

/** One resource that drifted, with the way in which it is mended. */
export interface MadeDrift {
  readonly resource: DriftedResource;
  /** Why it is left to a person, and what that can do; missing: it is mended. */
  readonly left: { readonly why: string; readonly instructions: string } | undefined;
}

const noMending: MadeMending = { rebuild: undefined, again: undefined, obstacles: [] };

/** What is to be done about one instance that stands. */
export function mendMade(stackSet: DesiredStackSet, target: Target, situation: Situation): MadeMending {
  const leftOut = stackSet.kind === 'hub' ? leftOutGroups(situation.observed) : [];
  const rest = leftOut.length > 0 ? { ...noMending, rebuild: [] } : noMending;
  if (situation.state(stackSet, target.accountId) !== 'standing') return rest;
  if (isStackless(stackSet, target, situation)) return { ...noMending, again: 'forget' };
  const drifts = madeDrifts(stackSet, target, situation);
  const obstacles = obstaclesOf(drifts, `StackSet ${stackSet.name}`, target);
  const mended = drifts.filter(({ left }) => left === undefined);
  if (mended.length === 0) return { ...rest, obstacles };
  if (stackSet.kind !== 'hub') return { rebuild: undefined, again: 'delete', obstacles };
  const groups = new Set(mended.map(({ resource }) => hubGroupOf(resource.logicalId)));
  return { rebuild: hubGroups.filter((group) => groups.has(group)), again: undefined, obstacles };
}

/** Groups of the hub that a rebuilding left out when it was cut off. */
export function leftOutGroups({ hubOverrides }: Pick<Situation['observed'], 'hubOverrides'>) {
  return hubGroups.filter((group) => hubOverrides[rebuildParameters[group]] === 'true');
}

/** Somebody deleted the stack in the account, and StackSets does not know. */
export function isStackless({ name }: DesiredStackSet, target: Target, { observed }: Situation): boolean {
  return observed.made.get(name)?.stackless.some((one) => targetKey(one) === targetKey(target)) ?? false;
}

export function madeDrifts(
  stackSet: DesiredStackSet,
  target: Target,
  { observed }: Situation,
): readonly MadeDrift[] {
  const { kind, name } = stackSet;
  const key = targetKey(target);
  const resources = observed.made.get(name)?.drifted.find((one) => targetKey(one) === key)?.resources ?? [];
  // A topic would lose its subscriptions, and a bucket that stays is in the way of its stack.
  if (kind === 'notify' || kind === 'bucket')
    return resources.map((resource) => ({ resource, left: keptBy(resource, target) }));
  if (kind !== 'hub') return together(resources);
  const parameters = observed.stackSets.get(name)?.parameters ?? {};
  return resources.map((resource) => {
    const group = hubGroupOf(resource.logicalId);
    if (group === undefined || (isHolder(group) && resource.is !== 'missing'))
      return { resource, left: keptBy(resource, target) };
    if (parameters[rebuildParameters[group]] === undefined) return { resource, left: older };
    const goes = new Set<HubGroup | undefined>(leftOutWith(group));
    const held = resources.find((one) => goes.has(hubGroupOf(one.logicalId)) && hasAddedPolicy(one));
    return { resource, left: held && heldBy(held) };
  });
}

/**
 * What drifted of the stack with the roles of self-managed StackSets, which only operations use: they go and come
 * together.
 */
export function managementRolesDrifts({
  desired: { managementRoles: stack },
  observed,
}: Pick<Situation, 'desired' | 'observed'>): readonly MadeDrift[] {
  const found = stack && observed.made.get(stack.name)?.drifted;
  return together(found?.flatMap(({ resources }) => resources) ?? []);
}

/** None of them can be deleted where one can't. */
function together(resources: readonly DriftedResource[]): readonly MadeDrift[] {
  const holder = resources.find(hasAddedPolicy);
  return resources.map((resource) => ({ resource, left: holder && heldBy(holder) }));
}

/** What is left to a person. */
export function obstaclesOf(
  drifts: readonly MadeDrift[],
  whose: string,
  { accountId, region }: Target,
): readonly Obstacle[] {
  return drifts.flatMap(({ resource: { logicalId, is }, left }) => {
    if (left === undefined) return [];
    const reason = `${logicalId} of ${whose} was ${is === 'missing' ? 'deleted' : 'changed'}, ${left.why}`;
    return [{ accountId, region, reason, instructions: left.instructions }];
  });
}

/** A key is never made anew; no role of ours, nor an update of its stack, enables one that somebody disabled. */
function keptBy(resource: DriftedResource, { accountId, region }: Target): MadeDrift['left'] {
  const { type, differences, physicalId, logicalId } = resource;
  const isDisabled = differences.some(({ field, from }) => field === '/Enabled' && from === 'false');
  if (resource.is === 'missing') return gone(type, physicalId ?? logicalId);
  if (type !== 'AWS::KMS::Key' || !isDisabled) return keeps;
  return {
    why: 'and what is encrypted with it gets to nobody while it is disabled',
    instructions: `Find out who disabled it, and why. Then run aws kms enable-key --region ${region} --key-id ${physicalId ?? logicalId} in account ${accountId}; what else differs is put back by hand.`,
  };
}

const keeps = {
  why: 'and what is held there would be lost if it were made anew',
  instructions: 'Put back what differs by hand.',
};

function gone(type: string, name: string): MadeDrift['left'] {
  return {
    why: 'and orgsecrets does not make it again',
    instructions: `Make ${type} ${name} again, with the properties that the template of its stack gives it (aws cloudformation get-template), or run orgsecrets destroy and apply.`,
  };
}

const older = {
  why: 'and the template of the StackSet is older than what would mend it',
  instructions: 'Run orgsecrets apply, and look for drift again.',
};

/**
 * A role goes with the policies that its template gave it, and with others it can't go: `Cannot delete entity, must detach
 * all policies first`, and the instance would be INOPERABLE. https://github.com/convox/rack/issues/2672,
 * https://github.com/aws/aws-cdk/issues/15024
 */
function hasAddedPolicy({ type, differences }: DriftedResource): boolean {
  return (
    type === 'AWS::IAM::Role' &&
    differences.some(
      ({ field, from }) =>
        from !== undefined && /^\/(Policies|ManagedPolicyArns)(\/\d+(\/PolicyName)?)?$/.test(field),
    )
  );
}

function heldBy({ physicalId, logicalId }: DriftedResource): MadeDrift['left'] {
  const role = physicalId ?? logicalId;
  return {
    why: `and role ${role} has policies that its template does not give it, with which CloudFormation can’t delete it`,
    instructions: `Take them from role ${role} (aws iam detach-role-policy, or delete-role-policy for one of its own), and run again.`,
  };
}
