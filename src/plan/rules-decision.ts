import { differencesText, ruleDifferences } from '../desired/rule-differences.js';
import type { DesiredRule, DesiredStackSet } from '../model/desired.js';
import type { RuleLook, StackInstance } from '../model/observed.js';
import type { LookLater, Obstacle } from '../model/plan.js';
import { targetKey, type Target } from '../model/target.js';
import { hasStack } from './instance-state.js';
import type { Situation } from './situation.js';

/** What a look says about rules of our names that orgsecrets did not make; CloudFormation would fail on each. */
export interface RulesDecision {
  /** Names of the rules that our stack would have to leave out there. */
  readonly without: readonly string[];
  /** Those of them that are as they should be. */
  readonly adopted: readonly string[];
  readonly obstacles: readonly Obstacle[];
  readonly later: LookLater | undefined;
}

/** Called where our stack is to be made. What somebody else made is never overwritten, equal or not. */
export function decideRules(target: Target, stackSet: DesiredStackSet, situation: Situation): RulesDecision {
  const look = situation.observed.targets.get(targetKey(target));
  const nothing = { without: [], adopted: [], obstacles: [], later: undefined };
  if (!look?.seen || look.rules === 'not-looked') return nothing;
  const wanted = situation.desired.rulesByRegion.get(target.region) ?? [];
  const instance = situation.instance(stackSet, target.accountId);
  const found = foreign(wanted, look.rules, instance);
  const leaving = found.find(({ rule }) => rule.state.startsWith('DELETING'));
  if (leaving)
    return { ...nothing, later: { ...target, reason: `rule ${leaving.rule.name} is being deleted` } };
  const judged = found.map(({ desired, rule }) => ({ rule, differences: ruleDifferences(desired, rule) }));
  return {
    without: judged.map(({ rule }) => rule.name),
    adopted: judged.filter(({ differences }) => differences.length === 0).map(({ rule }) => rule.name),
    obstacles: judged
      .filter(({ differences }) => differences.length > 0)
      .map(({ rule: { name }, differences }) => ({
        ...target,
        reason: `rule ${name}, which was there before, is another one: ${differencesText(differences)}`,
        instructions: `Delete that rule, or say rules.${name}.parameters in the org.yaml as it has them, and run again.`,
      })),
    later: undefined,
  };
}

/**
 * Where no stack of ours was ever made, every rule is somebody else's. Where one could not be made it was taken away
 * again, so what is there is somebody else's too, unless all rules are there: then they are those of our stack, which
 * could not be changed, but for the one that AWS names.
 */
function foreign(
  wanted: readonly DesiredRule[],
  looks: readonly RuleLook[],
  instance: StackInstance | undefined,
): readonly { readonly desired: DesiredRule; readonly rule: RuleLook }[] {
  const found = wanted.flatMap((desired) => {
    const rule = looks.find(({ name }) => name === desired.name);
    return rule ? [{ desired, rule }] : [];
  });
  if (!hasStack(instance)) return found;
  const reason = instance?.statusReason ?? '';
  if (!/already exists/i.test(reason)) return [];
  return found.length < wanted.length ? found : found.filter(({ rule }) => reason.includes(rule.name));
}
