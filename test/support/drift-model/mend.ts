import { isInTheWay } from './expected.js';
import {
  instanceOfMade,
  isDefinitionHeld,
  isMadeLeft,
  type State,
  type TargetState,
  waitsForRecorder,
} from './state.js';

/** What is left of a disturbed organization once everything is mended that orgsecrets mends. */
export function mend(state: State): void {
  for (const [key, made] of state.made)
    if (instanceOfMade(state, made) !== 'inoperable' && !isMadeLeft(state, made)) state.made.delete(key);
  const isAggregatorPut = state.aggregator !== 'ours' && ![...state.targets.values()].some(isUnproved);
  for (const target of state.targets.values()) {
    const { instances } = target;
    const isKept = (instance: string) => instance === 'inoperable';
    if (!isKept(instances.rules) && !waitsForRecorder(target)) target.rules.clear();
    for (const kind of ['recorder', 'rules', 'forward'] as const)
      if (!isKept(instances[kind]) && !isInTheWay(kind, target)) instances[kind] = 'standing';
    if (target.recorder === 'replaced' || isKept(instances.recorder)) continue;
    Object.assign(target, { recorder: 'ours', isStopped: false, changed: new Set(), channel: 'ours' });
  }
  state.withoutServiceRole.clear();
  for (const [accountId, instance] of state.members)
    if (instance !== 'inoperable') state.members.set(accountId, 'standing');
  state.hub = 'standing';
  for (const name of state.outdated) if (!isDefinitionHeld(state, name)) state.outdated.delete(name);
  if (isAggregatorPut) {
    state.troubledSources.clear();
    state.aggregator = 'ours';
  }
}

/** What is not mended in a target whose instance waits for a person keeps the aggregator from being put. */
function isUnproved({ instances, recorder, isStopped, rules }: TargetState): boolean {
  const isDark = instances.recorder === 'inoperable' && (recorder === 'gone' || isStopped);
  return isDark || (instances.rules === 'inoperable' && [...rules.values()].includes('gone'));
}
