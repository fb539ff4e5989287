import type { DesiredStackSet } from '../model/desired.js';
import type { CreateStackSet, Difference, UpdateStackSet } from '../model/plan.js';
import { isNarrow } from '../model/scope.js';
import { autoDeployment } from './differences.js';
import { operationsFor } from './operation-targets.js';
import type { Situation } from './situation.js';
import type { Update } from './update-decision.js';

/**
 * How a StackSet's definition comes to be as it should; nothing where it is. Every StackSet is made, also where all that
 * it is for may turn out to be there already: so an approved plan shows each definition, and a run that was cut off ends
 * like one that was not.
 *
 * @param update what is to change, if anything.
 * @param after ids of actions that must be done first.
 */
export function definitionOf(
  stackSet: DesiredStackSet,
  situation: Situation,
  update: Update | undefined,
  after: { readonly create: readonly string[]; readonly update: readonly string[] },
): readonly (CreateStackSet | UpdateStackSet)[] {
  const observed = situation.observed.stackSets.get(stackSet.name);
  // A narrowed run makes it where it serves somebody; otherwise it did not even look for it.
  if (!observed && isNarrow(situation.desired.scope) && stackSet.accounts.length === 0) return [];
  if (!observed)
    return [
      {
        type: 'create-stack-set',
        id: `create-stack-set/${stackSet.name}`,
        dependsOn: after.create,
        destructive: false,
        stackSet,
      },
    ];
  if (!update) return [];
  const dependsOn = after.update;
  const destructive = update.differences.some((one) => takesAway(stackSet, one));
  const base = { type: 'update-stack-set', dependsOn, destructive, stackSet } as const;
  const operations = operationsFor(stackSet, update.accounts, situation.desired);
  const id = `update-stack-set/${stackSet.name}`;
  if (operations.length === 0)
    return [{ ...base, id, differences: update.differences, targets: [], operation: undefined }];
  const differences = update.differences.filter(({ field }) => field !== autoDeployment);
  const updates = (differences.length === 0 ? [] : operations).map(
    ({ accounts, operation }, index): UpdateStackSet => ({
      ...base,
      id: index === 0 ? id : `${id}/${index + 1}`,
      differences,
      // A StackSet takes one definition at a time.
      dependsOn: index === 0 ? dependsOn : [...dependsOn, index === 1 ? id : `${id}/${index}`],
      targets: accounts.map((accountId) => ({ accountId, region: stackSet.region })),
      operation,
    }),
  );
  const auto = update.differences.filter(({ field }) => field === autoDeployment);
  if (auto.length === 0 || update.autoDeploymentHeld) return updates;
  // AWS takes how it deploys by itself only without accounts. By then no stack has anything left to change.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackSet.html (AutoDeployment)
  return [
    ...updates,
    {
      ...base,
      destructive: false,
      id: `${id}/${autoDeployment}`,
      differences: auto,
      dependsOn: [...dependsOn, ...updates.map((one) => one.id)],
      targets: [],
      operation: undefined,
    },
  ];
}

/** Rules that are turned off, and the topic with its subscriptions. The bucket is never deleted with its stack. */
function takesAway({ kind }: DesiredStackSet, { field, from, to }: Difference): boolean {
  if (from !== 'true' || to !== 'false') return false;
  return kind === 'rules' || (kind === 'hub' && field === 'parameters.Notifications');
}
