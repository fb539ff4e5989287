import type { DesiredStackSet } from '../model/desired.js';
import type { Difference, Obstacle } from '../model/plan.js';
import { targetKey, type AccountId } from '../model/target.js';
import { stackSetDifferences } from './differences.js';
import { hasStack } from './instance-state.js';
import type { Situation } from './situation.js';

/** A definition to change, and the instances that change with it; `accounts` is empty where there is no instance. */
export interface Update {
  readonly differences: readonly Difference[];
  readonly accounts: readonly AccountId[];
}

type Accounts = ReadonlyMap<string, ReadonlySet<AccountId>>;

export interface Updates {
  /** By StackSet name. */
  readonly update: ReadonlyMap<string, Update>;
  /** Instances that are still to be made by an operation of their own, by StackSet name. */
  readonly make: Accounts;
  readonly obstacles: readonly Obstacle[];
}

/**
 * Which definitions change, and what that reaches: the stacks of ours in accounts that should have one, and nobody
 * else's. An update that named no accounts would reach every instance, the excluded accounts' too.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackSet.html
 *
 * @param make instances that are missing or failed.
 * @param withRecorder targets, by key, in which a rule can be.
 */
export function decideUpdates(
  situation: Situation,
  make: Accounts,
  withRecorder: ReadonlySet<string>,
): Updates {
  const update = new Map<string, Update>();
  const left = new Map(make);
  const obstacles: Obstacle[] = [];
  for (const stackSet of situation.desired.stackSets) {
    const observed = situation.observed.stackSets.get(stackSet.name);
    const differences = observed ? stackSetDifferences(stackSet, observed) : [];
    if (!observed || differences.length === 0) continue;
    const toMake = make.get(stackSet.name) ?? new Set();
    const stacks = stackSet.accounts.filter((id) => hasStackToUpdate(stackSet, id, situation, withRecorder));
    // Where all instances failed, the update has to name some of them: assumed to make their stacks, which the
    // operation that follows makes sure of.
    const accounts =
      stacks.length > 0
        ? stacks
        : stackSet.accounts.filter((id) => toMake.has(id) && situation.instance(stackSet, id));
    if (accounts.length === 0 && observed.instances.length > 0) {
      left.delete(stackSet.name);
      obstacles.push({
        reason: `StackSet ${stackSet.name} has to change, and all its instances are where nothing may be touched`,
        instructions: `Delete its instances (aws cloudformation delete-stack-instances), and run again.`,
      });
      continue;
    }
    update.set(stackSet.name, { differences, accounts });
    const reached = new Set(stacks);
    left.set(stackSet.name, new Set([...toMake].filter((id) => !reached.has(id))));
  }
  return { update, make: left, obstacles };
}

function hasStackToUpdate(
  stackSet: DesiredStackSet,
  accountId: AccountId,
  situation: Situation,
  withRecorder: ReadonlySet<string>,
): boolean {
  const state = situation.state(stackSet, accountId);
  if (state === 'inoperable' || state === 'missing') return false;
  if (state !== 'in-progress' && !hasStack(situation.instance(stackSet, accountId))) return false;
  // A rule can't be changed where the recorder is gone; it follows when that is back.
  return stackSet.kind !== 'rules' || withRecorder.has(targetKey({ accountId, region: stackSet.region }));
}
