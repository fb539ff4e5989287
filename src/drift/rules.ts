import { ruleDifferences } from '../desired/rule-differences.js';
import { ruleNames } from '../model/catalog.js';
import type { DesiredStackSet } from '../model/desired.js';
import type { DriftFinding } from '../model/drift.js';
import type { RuleLook, SeenTarget } from '../model/observed.js';
import { targetKey, type Target } from '../model/target.js';
import { driftedRules } from '../plan/rules-mending.js';
import type { Situation } from '../plan/situation.js';
import { finding } from './finding.js';

/** How the rules that a standing stack of ours made differ from what it made, and those that it leaves out. */
export function ourRulesDrift(
  target: Target,
  stackSet: DesiredStackSet,
  look: SeenTarget,
  situation: Situation,
): readonly DriftFinding[] {
  const base = { ...target, stackSet: stackSet.name };
  if (look.rulesStack === 'deleted')
    return [
      finding({
        ...base,
        kind: 'stack-deleted',
        thing: `stack of StackSet ${stackSet.name}`,
        reason: 'it was deleted in the account, and its rules with it',
      }),
    ];
  return [
    ...driftedRulesOf(target, stackSet, look, situation),
    ...leftOutDrift(target, stackSet, look, situation),
  ];
}

/** How the rules that a stack of ours made differ from what it made, whatever became of its last operation. */
export function driftedRulesOf(
  target: Target,
  stackSet: DesiredStackSet,
  look: SeenTarget,
  situation: Situation,
): readonly DriftFinding[] {
  const base = { ...target, stackSet: stackSet.name };
  return driftedRules(target, stackSet, look, situation).map(({ made, found, differences }) => {
    const thing = `rule ${made.name}`;
    return found
      ? finding({ ...base, kind: 'rule-changed', thing, reason: 'it was changed', differences })
      : finding({ ...base, kind: 'rule-missing', thing, reason: 'it is gone' });
  });
}

/** Rules that our stack leaves out because somebody else's stood there when it was made. */
function leftOutDrift(
  target: Target,
  { name: stackSet, region }: DesiredStackSet,
  look: SeenTarget,
  { desired, observed }: Situation,
): readonly DriftFinding[] {
  const leftOut = observed.leftOut.get(targetKey(target)) ?? [];
  const rules = look.rules === 'not-looked' ? [] : look.rules;
  return (desired.rulesByRegion.get(region) ?? [])
    .filter(({ name }) => leftOut.includes(name))
    .flatMap((wanted): DriftFinding[] => {
      const found = rules.find(({ name }) => name === wanted.name);
      const base = { ...target, stackSet, thing: `rule ${wanted.name}` };
      if (!found)
        return [
          finding({
            ...base,
            kind: 'rule-missing',
            reason: 'it was somebody else’s, was adopted, and is gone',
          }),
        ];
      const differences = ruleDifferences(wanted, found);
      if (differences.length === 0) return [];
      const reason = 'it is somebody else’s, was adopted, and is another one by now';
      const instructions = `Delete that rule, or say rules.${wanted.name}.parameters in the org.yaml as it has them, and run again.`;
      return [
        finding({ ...base, kind: 'rule-changed', owner: 'foreign', reason, differences, instructions }),
      ];
    });
}

/** What holds for the rules of a target, whoever made them: those that fail, and second ones of ours. */
export function anyRulesDrift(
  target: Target,
  look: SeenTarget,
  { desired }: Situation,
): readonly DriftFinding[] {
  if (look.rules === 'not-looked') return [];
  const wanted = desired.rulesByRegion.get(target.region) ?? [];
  const byIdentifier = new Map(wanted.map((rule) => [rule.identifier, rule.name]));
  return look.rules.flatMap((rule) => {
    if (isOurName(rule)) return failing(target, rule);
    const original = byIdentifier.get(rule.identifier ?? '');
    if (original === undefined || rule.createdBy !== undefined) return [];
    return [
      finding({
        ...target,
        kind: 'rule-duplicate',
        thing: `rule ${rule.name}`,
        owner: 'foreign',
        reason: `it is a second ${original}`,
        instructions: 'Delete the second one where nobody needs it (aws configservice delete-config-rule).',
      }),
    ];
  });
}

function isOurName({ name }: RuleLook): boolean {
  return ruleNames.some((one) => one === name);
}

function failing(target: Target, { name, failure }: RuleLook): readonly DriftFinding[] {
  if (failure === undefined) return [];
  return [
    finding({
      ...target,
      kind: 'rule-failing',
      thing: `rule ${name}`,
      reason: failure,
      instructions: 'AWS Config tries again by itself. Where the reason stays, mend what it names.',
    }),
  ];
}
