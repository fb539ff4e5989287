import type {
  Action,
  DeleteInstances,
  Difference,
  ExtendRecorder,
  PutRecorder,
  PutRules,
  StartRecorder,
} from '../../model/plan.js';
import { actionTitle, effectOf, putBack, rulesText } from '../action-title.js';
import type { Effect } from '../action-title.js';
import { groupBy } from '../../model/group-by.js';
import { distinct } from '../text/accounts.js';
import { accountsText, regionsText } from '../text/places.js';
import { count } from '../text/style.js';
import type { AccountNames } from '../types.js';

/** Actions that say the same of several Regions or accounts, as one entry. */
export interface PlanLine {
  readonly effect: Effect;
  readonly text: string;
  readonly differences: readonly Difference[];
}

/** In how few lines a plan can be told: one per thing that is done, whatever the number of Regions and accounts. */
export function planLines(actions: readonly Action[], names: AccountNames): readonly PlanLine[] {
  return [...groupBy(actions, groupKey).values()].map((group) => planLine(group, names));
}

/**
 * A StackSet and its instances are told apart only where both are not done together; a name differs by its Region
 * alone between the StackSets of one kind.
 */
function groupKey(action: Action): string {
  const common = `${action.type} ${effectOf(action)}`;
  switch (action.type) {
    case 'create-stack-set':
    case 'delete-stack-set':
    case 'stop-auto-deployment':
      return `${common} ${family(action)}`;
    case 'create-instances':
    case 'delete-instances':
      return `${common} ${family(action)} ${action.targets.map((target) => target.accountId).join()}`;
    case 'update-stack-set':
      return `${common} ${family(action)} ${differencesKey(action.differences)}`;
    case 'update-instances':
      return `${common} ${family(action)} ${action.rules.join()} ${action.targets.map((target) => target.accountId).join()}`;
    case 'start-recorder':
      return `${common} ${action.recorder}`;
    case 'put-recorder':
    case 'extend-recorder':
      return `${common} ${action.recorder} ${differencesKey(action.differences)}`;
    case 'put-rules':
      return `${common} ${rulesText(action)} ${differencesKey(action.differences)}`;
    case 'rebuild-hub':
    case 'activate-stacksets-access':
    case 'enable-service-access':
    case 'register-delegated-administrator':
    case 'deploy-stack':
    case 'prove-delivery':
    case 'prove-coverage':
    case 'prove-removal':
    case 'put-aggregator':
    case 'put-subscription':
    case 'delete-subscription':
    case 'delete-stack':
    case 'delete-aggregator':
    case 'delete-bucket':
      return action.id;
  }
}

function planLine(group: readonly Action[], names: AccountNames): PlanLine {
  const first = group[0] as Action;
  return {
    effect: effectOf(first),
    text: planText(first, group, names),
    differences: 'differences' in first ? first.differences : [],
  };
}

function planText(first: Action, group: readonly Action[], names: AccountNames): string {
  switch (first.type) {
    case 'delete-stack-set':
      return group.length === 1
        ? actionTitle(first, names)
        : `delete ${count(group.length, 'StackSet')} ${family(first)}-<region>`;
    case 'create-stack-set':
      return group.length === 1
        ? `StackSet ${first.stackSet.name}`
        : `${count(group.length, 'StackSet')} ${family(first)}-<region>`;
    case 'create-instances':
    case 'delete-instances': {
      const accounts = first.targets.map((target) => target.accountId);
      const stay = first.type === 'delete-instances' ? whatStays(first) : '';
      const without =
        first.type === 'create-instances' && first.withoutRules
          ? `, without ${first.withoutRules.join(', ')}`
          : '';
      return `${family(first)} in ${accountsText(accounts, names)}, ${regionsText(regionsOf(group))}${without}${stay}`;
    }
    case 'update-instances': {
      const accounts = accountsText(
        first.targets.map((target) => target.accountId),
        names,
      );
      return `${family(first)} in ${accounts}, ${regionsText(regionsOf(group))}: makes ${first.rules.join(', ')}, which somebody else’s stood in for and is gone`;
    }
    case 'update-stack-set': {
      const instances = group.reduce(
        (sum, one) => sum + (one.type === first.type ? one.targets.length : 0),
        0,
      );
      const what =
        instances === 0 ? family(first) : `${family(first)} and its ${count(instances, 'instance')}`;
      return `${what}, ${regionsText(regionsOf(group))}`;
    }
    case 'start-recorder':
    case 'put-recorder':
    case 'put-rules':
    case 'extend-recorder': {
      if (group.length === 1) return actionTitle(first, names);
      const targets = group.flatMap((one) => (one.type === first.type ? [one.target] : []));
      const accounts = accountsText(distinct(targets.map((target) => target.accountId)), names);
      const regions = regionsText(distinct(targets.map((target) => target.region)));
      return `${workInTarget(first)} in ${count(targets.length, 'target')}: ${accounts}, ${regions}`;
    }
    case 'rebuild-hub':
    case 'activate-stacksets-access':
    case 'enable-service-access':
    case 'register-delegated-administrator':
    case 'deploy-stack':
    case 'put-aggregator':
    case 'put-subscription':
    case 'delete-subscription':
    case 'delete-stack':
    case 'delete-aggregator':
      return actionTitle(first, names);
    case 'delete-bucket':
      return `${actionTitle(first, names)}: it can’t be brought back`;
    case 'prove-delivery':
      return `${actionTitle(first, names)}, before any other recorder is made`;
    case 'prove-coverage':
      return `${actionTitle(first, names)}, before the aggregator is touched`;
    case 'prove-removal':
      return `${actionTitle(first, names)}, before the roles go that can tell`;
    case 'stop-auto-deployment':
      return group.length === 1
        ? actionTitle(first, names)
        : `turn auto-deployment of ${count(group.length, 'StackSet')} ${family(first)}-<region> off`;
  }
}

function workInTarget(action: StartRecorder | PutRecorder | PutRules | ExtendRecorder): string {
  if (action.type === 'put-rules') return `put ${rulesText(action)} back`;
  if (action.type === 'put-recorder') return `put ${putBack(action)} back`;
  return `${action.type === 'start-recorder' ? 'start' : 'extend'} recorder ${action.recorder}`;
}

function whatStays({ retainStacks, stackSet, again }: DeleteInstances): string {
  if (again) return `; made again at once${retainStacks ? ', since its stack is gone' : ''}`;
  if (retainStacks) return '; the stacks stay';
  return stackSet.kind === 'slr' ? '; the role stays' : '';
}

type StackSetAction = Extract<Action, { stackSet: unknown }>;

/** `orgsecrets-rules` for `orgsecrets-rules-eu-west-1`: what the StackSets of all Regions have in common. */
function family(action: StackSetAction): string {
  const { name, region } = action.stackSet;
  return name.endsWith(`-${region}`) ? name.slice(0, -region.length - 1) : name;
}

function regionsOf(group: readonly Action[]): readonly string[] {
  return distinct(
    group.flatMap((action) => ('stackSet' in action ? [action.stackSet.region] : [])),
  ).toSorted();
}

function differencesKey(differences: readonly Difference[]): string {
  return JSON.stringify(differences);
}
