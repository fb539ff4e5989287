import { isRegional } from '../desired/names.js';
import type { Desired, DesiredStackSet, PermissionModel, StackSetKind } from '../model/desired.js';
import type { Observed, StackInstance } from '../model/observed.js';
import type { AccountId, RegionName } from '../model/target.js';
import { instanceState, type InstanceState } from './instance-state.js';

/** Our StackSets, as they should be and as they are. */
export interface StackSetsSituation {
  modelOf(accountId: AccountId): PermissionModel;
  /** The StackSet of a kind that serves an account; a Region is only needed for those that exist per Region. */
  stackSetFor(kind: StackSetKind, accountId: AccountId, region?: RegionName): DesiredStackSet | undefined;
  instance(stackSet: DesiredStackSet, accountId: AccountId): StackInstance | undefined;
  state(stackSet: DesiredStackSet, accountId: AccountId): InstanceState;
}

/** Desired and observed, side by side, with what every decision asks of both. */
export interface Situation extends StackSetsSituation {
  readonly desired: Desired;
  readonly observed: Observed;
}

export function situationOf(desired: Desired, observed: Observed): Situation {
  return { ...stackSetsSituation(desired, observed.stackSets), desired, observed };
}

export function stackSetsSituation(
  desired: Pick<Desired, 'stackSets' | 'managementAccountId'>,
  stackSets: Observed['stackSets'],
): StackSetsSituation {
  const key = (kind: StackSetKind, model: PermissionModel, region: RegionName) =>
    isRegional(kind) ? `${kind} ${model} ${region}` : `${kind} ${model}`;
  const byKey = new Map(
    desired.stackSets.map((one) => [key(one.kind, one.permissionModel, one.region), one]),
  );
  const instances = new Map(desired.stackSets.map((one) => [one.name, instancesOf(one, stackSets)]));
  const modelOf = (accountId: AccountId): PermissionModel =>
    accountId === desired.managementAccountId ? 'SELF_MANAGED' : 'SERVICE_MANAGED';
  const instance = (stackSet: DesiredStackSet, accountId: AccountId) =>
    instances.get(stackSet.name)?.get(accountId);
  return {
    modelOf,
    stackSetFor: (kind, accountId, region = '') => byKey.get(key(kind, modelOf(accountId), region)),
    instance,
    state: (stackSet, accountId) => instanceState(instance(stackSet, accountId)),
  };
}

function instancesOf(
  stackSet: DesiredStackSet,
  stackSets: Observed['stackSets'],
): ReadonlyMap<AccountId, StackInstance> {
  const found = stackSets.get(stackSet.name)?.instances ?? [];
  return new Map(found.filter(({ region }) => region === stackSet.region).map((one) => [one.accountId, one]));
}
