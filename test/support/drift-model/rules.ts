import { administratorOf, type Place } from '../disturb/administrator.js';
import { failEvaluations } from '../disturb/on-the-side-of-aws.js';
import { changeFrequency, changeParameters, deleteRule, duplicateRule, rulesIn } from '../disturb/rules.js';
import { hasStack, inTarget, type Disturbance } from './disturbance.js';
import { hasRecorder, ruleNames, stackSetOf, type State, type TargetState } from './state.js';

const unused = 'secretsmanager-secret-unused';
const periodic: readonly string[] = [unused, 'secretsmanager-secret-periodic-rotation'];

/** What the account's own people may do to the rules of one target, and AWS Config fail to do. */
export function ruleDisturbances(place: Place): readonly Disturbance[] {
  const isThere = (name: string) => (target: TargetState, state: State) =>
    hasStack(state, place, 'rules') && target.rules.get(name) !== 'gone';
  /** AWS Config takes a rule only where there is a recorder. */
  const isPutable = (name: string) => (target: TargetState, state: State) =>
    isThere(name)(target, state) && hasRecorder(target);
  const changed = (name: string) => (target: TargetState) => {
    target.rules.set(name, 'changed');
    target.failing.delete(name);
  };
  return ruleNames.flatMap((name) => [
    inTarget(
      named(deleteRule, (simulator, at) => deleteRule(simulator, at, name)),
      `delete rule ${name}`,
      place,
      isThere(name),
      (target) => {
        target.rules.set(name, 'gone');
        target.failing.delete(name);
      },
    ),
    ...(name === unused
      ? [
          inTarget(
            named(changeParameters, (simulator, at) =>
              changeParameters(simulator, at, name, { unusedForDays: '5' }),
            ),
            `give rule ${name} other parameters`,
            place,
            isPutable(name),
            changed(name),
          ),
        ]
      : []),
    ...(periodic.includes(name)
      ? [
          inTarget(
            named(changeFrequency, (simulator, at) => changeFrequency(simulator, at, name)),
            `let rule ${name} run every hour`,
            place,
            isPutable(name),
            changed(name),
          ),
        ]
      : []),
    inTarget(
      named(duplicateRule, (simulator, at) => duplicateRule(simulator, at, name)),
      `make rule ${name} a second time`,
      place,
      (target, state) => isPutable(name)(target, state) && !target.duplicates.has(name),
      (target) => target.duplicates.add(name),
      (simulator) => deleteRule(simulator, place, `${name}-too`),
    ),
    inTarget(
      named(failEvaluations, (simulator, at) => failEvaluations(simulator, at, name)),
      `let AWS Config fail to evaluate rule ${name}`,
      place,
      // What puts a rule again lets AWS Config try again.
      (target, state) =>
        isThere(name)(target, state) &&
        !target.rules.has(name) &&
        !(name === unused && state.outdated.has(stackSetOf('rules', place))),
      (target) => target.failing.add(name),
      async (simulator) => {
        // Its stack may have gone since, and the rule with it.
        if ((await rulesIn(simulator, place))[name] === undefined) return;
        // A rule may be asked to evaluate once a minute.
        await simulator.clock.sleep(120_000);
        const ConfigRuleNames = [name];
        await administratorOf(simulator, place).call('config', 'StartConfigRulesEvaluation', {
          ConfigRuleNames,
        });
      },
    ),
  ]);
}

type InPlace = Parameters<typeof inTarget>[0];

/** Keeps the name of the function whose other arguments are given. */
function named(of: { readonly name: string }, work: InPlace): InPlace {
  return Object.defineProperty((...args: Parameters<InPlace>) => work(...args), 'name', { value: of.name });
}
