import { madeRuleDifferences, ourRules } from '../desired/our-rules.js';
import { ruleNames } from '../model/catalog.js';
import type { DesiredStackSet } from '../model/desired.js';
import type { RuleLook, SeenTarget, StackInstance } from '../model/observed.js';
import type { Difference, LookLater, PutRules } from '../model/plan.js';
import type { RuleContent } from '../model/rule.js';
import { targetKey, type Target } from '../model/target.js';
import { hasStack } from './instance-state.js';
import type { Situation } from './situation.js';

/** A rule of ours that is not as its stack made it. */
export interface DriftedRule {
  readonly made: RuleContent;
  /** Missing: it is gone. */
  readonly found: RuleLook | undefined;
  readonly differences: readonly Difference[];
}

/**
 * Holds the rules that are there against those that a standing stack of ours made. What the stack leaves out is somebody
 * else's; what nothing asks for any more goes with the next change of the definition.
 */
export function driftedRules(
  target: Target,
  stackSet: DesiredStackSet,
  look: SeenTarget,
  { desired, observed }: Situation,
): readonly DriftedRule[] {
  if (look.rules === 'not-looked') return [];
  const leftOut = observed.leftOut.get(targetKey(target)) ?? [];
  const wanted = new Map((desired.rulesByRegion.get(target.region) ?? []).map((rule) => [rule.name, rule]));
  const found = new Map(look.rules.map((rule) => [rule.name, rule]));
  return ourRules(observed.stackSets.get(stackSet.name)?.parameters ?? stackSet.parameters)
    .filter(({ name }) => wanted.has(name) && !leftOut.includes(name))
    .flatMap((made): DriftedRule[] => {
      const rule = found.get(made.name);
      const differences = rule
        ? madeRuleDifferences(made, rule, wanted.get(made.name)?.defaults ?? {})
        : [{ field: 'identifier', from: undefined, to: made.identifier }];
      return differences.length === 0 ? [] : [{ made, found: rule, differences }];
    });
}

/**
 * Whether rules of a stack whose last operation failed are ours to put back: of one that could not be made AWS leaves
 * nothing, and what is there then is somebody else's.
 */
export function isRulesStackThere(look: SeenTarget, instance: StackInstance | undefined): boolean {
  if (look.rules === 'not-looked' || !hasStack(instance)) return false;
  if (look.rulesStack !== undefined) return look.rulesStack === 'there';
  const isOurs = ({ name }: RuleLook) => ruleNames.some((one) => one === name);
  return look.rules.some(isOurs) && !/already exists/i.test(instance?.statusReason ?? '');
}

/** What is to be put back. */
export type RulesMending = Pick<PutRules, 'target' | 'rules' | 'differences'>;

export interface RulesMendingDecision {
  readonly put: RulesMending | undefined;
  readonly later: LookLater | undefined;
}

export function mendRules(
  target: Target,
  stackSet: DesiredStackSet,
  look: SeenTarget,
  situation: Situation,
): RulesMendingDecision {
  const drifted = driftedRules(target, stackSet, look, situation);
  // AWS Config takes no rule of a name that it is still deleting.
  const leaving = drifted.find(({ found }) => found?.state.startsWith('DELETING'));
  if (leaving)
    return { put: undefined, later: { ...target, reason: `rule ${leaving.made.name} is being deleted` } };
  if (drifted.length === 0) return { put: undefined, later: undefined };
  const differences = drifted.flatMap(({ made, differences: fields }) =>
    fields.map((one) => ({ ...one, field: `${made.name}.${one.field}` })),
  );
  return { put: { target, rules: drifted.map(({ made }) => made), differences }, later: undefined };
}
