import type { DesiredStackSet } from '../model/desired.js';
import type { CreateStackSet, UpdateStackSet } from '../model/plan.js';
import type { AccountId } from '../model/target.js';
import type { Decisions } from './decide.js';
import { stackSetDifferences } from './differences.js';
import { hasStack } from './instance-state.js';
import { operationsFor } from './operation-targets.js';
import type { Situation } from './situation.js';

/** How a StackSet's definition comes to be as it should; `undefined` where it is, or is not needed. */
export function definitionOf(
  stackSet: DesiredStackSet,
  decisions: Pick<Decisions, 'make' | 'lookLater'>,
  situation: Situation,
  dependsOn: readonly string[],
): readonly (CreateStackSet | UpdateStackSet)[] {
  const observed = situation.observed.stackSets.get(stackSet.name);
  if (!observed) {
    if (!isNeeded(stackSet, decisions)) return [];
    return [{ type: 'create-stack-set', id: `create-stack-set/${stackSet.name}`, dependsOn, destructive: false, stackSet }];
  }
  const differences = stackSetDifferences(stackSet, observed);
  if (differences.length === 0) return [];
  const base = { type: 'update-stack-set', dependsOn, destructive: false, stackSet, differences } as const;
  const operations = operationsFor(stackSet, accountsToUpdate(stackSet, situation), situation.desired);
  const id = `update-stack-set/${stackSet.name}`;
  if (operations.length === 0) return [{ ...base, id, targets: [], operation: undefined }];
  return operations.map(({ accounts, operation }, index) => ({
    ...base,
    id: index === 0 ? id : `${id}/${index + 1}`,
    // A StackSet takes one definition at a time.
    dependsOn: index === 0 ? dependsOn : [...dependsOn, index === 1 ? id : `${id}/${index}`],
    targets: accounts.map((accountId) => ({ accountId, region: stackSet.region })),
    operation,
  }));
}

/** The instances that an update reaches: those that hold a stack of ours in an account that should have one. */
function accountsToUpdate(stackSet: DesiredStackSet, situation: Situation): readonly AccountId[] {
  return stackSet.accounts.filter((accountId) => {
    const state = situation.state(stackSet, accountId);
    if (state === 'inoperable' || state === 'missing') return false;
    return state === 'in-progress' || hasStack(situation.instance(stackSet, accountId));
  });
}

/** A StackSet without a use is not made; what is still to be looked at may turn out to need it. */
function isNeeded(stackSet: DesiredStackSet, { make, lookLater }: Pick<Decisions, 'make' | 'lookLater'>): boolean {
  if (make.has(stackSet.name) || stackSet.autoDeployment?.enabled) return true;
  const { kind, region } = stackSet;
  const accounts = new Set(stackSet.accounts);
  const perAccount = kind === 'hub' || kind === 'member' || kind === 'slr';
  return lookLater.some(
    (place) => accounts.has(place.accountId) && (perAccount || place.region === undefined || place.region === region),
  );
}
