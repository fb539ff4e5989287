import { isControlTowers } from '../desired/control-tower.js';
import { records } from '../desired/recording-group.js';
import { differencesText, ruleDifferences } from '../desired/rule-differences.js';
import type { Desired, DesiredRule } from '../model/desired.js';
import type { ChannelLook, NotSeen, RecorderLook, SeenTarget, TargetLook } from '../model/observed.js';
import type { Gap } from '../model/outcome.js';
import type { RuleRefusal } from '../model/rule-refusal.js';
import { compareText, type Target } from '../model/target.js';
import { noReason } from '../model/no-reason.js';

/**
 * Holds one target's look against what "proved" means: recording; last status not Failure (Pending passes, since an
 * empty Region stays there); the group covers the secret type; the delivery channel reports no failure; every rule
 * that the Region supports is ACTIVE.
 *
 * @returns the gaps; none: recorder and rules are proved.
 */
export function judgeTarget(desired: Desired, target: Target, look: TargetLook | undefined): readonly Gap[] {
  const rules = desired.rulesByRegion.get(target.region) ?? [];
  const refused = desired.refusedRules.filter(({ region }) => region === target.region);
  if (look === undefined || !look.seen) {
    const gap = notSeenGap(look);
    const things =
      rules.length + refused.length > 0 ? (['recorder', 'rules'] as const) : (['recorder'] as const);
    return things.map((thing) => ({ ...target, thing, ...gap }));
  }
  return [...recorderGaps(desired, target, look), ...ruleGaps(desired, target, rules, refused, look)];
}

function notSeenGap(look: NotSeen | undefined): Pick<Gap, 'reason' | 'pending' | 'instructions'> {
  if (look === undefined) return { reason: 'not looked at', pending: true };
  const reason = `unknown: ${look.reason}`;
  switch (look.why) {
    case 'pending':
      return { reason, pending: true };
    case 'unavailable':
      return { reason, pending: true, instructions: 'Run again; AWS did not answer.' };
    case 'no-role':
      return {
        reason,
        pending: false,
        instructions: 'Name a role that exists there in organization.memberRoles, or exclude the account.',
      };
    case 'undecided':
      return {
        reason,
        pending: false,
        instructions:
          'Let the caller read account:ListRegions of the account, or exclude the Region or the account.',
      };
    case 'denied':
      return {
        reason,
        pending: false,
        instructions: 'Look for a service control policy that denies the call.',
      };
  }
}

function recorderGaps(desired: Desired, target: Target, look: SeenTarget): readonly Gap[] {
  const { recorder, channel } = look;
  const found = recorder === undefined ? absentRecorder : recorderProblem(desired, recorder, channel);
  const problem = found?.instructions && recorder && isControlTowers(recorder) ? towers(found) : found;
  return problem === undefined ? [] : [{ ...target, thing: 'recorder', ...problem }];
}

type Problem = Pick<Gap, 'reason' | 'pending' | 'instructions'>;

const absentRecorder: Problem = { reason: 'there is no recorder', pending: false };

/** What the org.yaml allows does not reach Control Tower's own recorder. */
function towers(problem: Problem): Problem {
  return {
    ...problem,
    instructions:
      'It is a recorder of Control Tower: re-register the organizational unit, or reset the landing zone.',
  };
}

function recorderProblem(
  desired: Desired,
  recorder: RecorderLook,
  channel: ChannelLook | undefined | 'not-looked',
): Problem | undefined {
  const named = `recorder ${recorder.name}`;
  const adopted = recorder.name !== desired.recorder.name;
  if (!recorder.recording)
    return {
      reason: `${named} is stopped`,
      pending: false,
      instructions: `${adopted ? 'Set' : 'Run apply, which starts recorders of its own; where somebody else made it, set'} recorder.adopt: start in the org.yaml, or start it by hand.`,
    };
  if (recorder.lastStatus === 'Failure')
    return { reason: `${named} fails: ${recorder.lastError ?? noReason}`, pending: false };
  if (recorder.settings === undefined)
    return { reason: `the settings of ${named} were not read`, pending: true };
  if (!records(recorder.settings, desired.recorder.requiredType))
    return {
      reason: `${named} does not record ${desired.recorder.requiredType}`,
      pending: false,
      instructions: 'Set recorder.adopt: extend in the org.yaml, or add the type by hand.',
    };
  if (channel === 'not-looked') return { reason: 'the delivery channel was not read', pending: true };
  if (channel === undefined)
    return {
      reason: 'there is no delivery channel',
      pending: false,
      instructions: 'Give the recorder one (aws configservice put-delivery-channel).',
    };
  if (channel.failures.length > 0)
    return {
      reason: `delivery channel ${channel.name} fails: ${channel.failures.join('; ')}`,
      pending: false,
      instructions: adopted
        ? 'Tell its owner: look whether the policy of its bucket, or a key, was changed.'
        : `Look whether the policy of the bucket, or a key, was changed. AWS Config delivers again within hours; or, once that is mended, when it is asked to (aws configservice deliver-config-snapshot --delivery-channel-name ${channel.name}).`,
    };
  return undefined;
}

function ruleGaps(
  desired: Desired,
  target: Target,
  rules: readonly DesiredRule[],
  refused: readonly RuleRefusal[],
  look: SeenTarget,
): readonly Gap[] {
  if (rules.length + refused.length === 0) return [];
  if (look.rules === 'not-looked')
    return [{ ...target, thing: 'rules', reason: 'the rules were not read', pending: true }];
  const states = new Map(look.rules.map((rule) => [rule.name, rule.state]));
  const missing = rules.filter((rule) => !states.has(rule.name)).map((rule) => rule.name);
  // A rule that is evaluating was accepted and becomes ACTIVE by itself; one that is being deleted does not.
  const evaluating = rules.filter((rule) => states.get(rule.name) === 'EVALUATING').map((rule) => rule.name);
  const leaving = rules
    .filter((rule) => states.get(rule.name)?.startsWith('DELETING'))
    .map((rule) => rule.name);
  const different = rules.flatMap((rule) => {
    const found = look.rules === 'not-looked' ? undefined : look.rules.find(({ name }) => name === rule.name);
    const differences = found ? ruleDifferences(rule, found) : [];
    return differences.length === 0 ? [] : [`${rule.name} is another rule: ${differencesText(differences)}`];
  });
  const parts = [
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(evaluating.length > 0 ? [`not yet active: ${evaluating.join(', ')}`] : []),
    ...(leaving.length > 0 ? [`being deleted: ${leaving.join(', ')}`] : []),
    ...different,
    ...refused.map(({ rule, reason }) => `AWS refuses ${rule} in this Region: ${reason}`),
  ];
  if (parts.length === 0) return [];
  const pending = missing.length + leaving.length + different.length === 0 && evaluating.length > 0;
  const gap = { ...target, thing: 'rules', reason: parts.join('; '), pending } as const;
  const instructions = [
    ...(missing.length > 0 ? [gone] : []),
    ...(different.length > 0 ? [alike] : []),
    ...(refused.length > 0 ? [leaveOut(desired.refusedRules)] : []),
  ];
  return [instructions.length === 0 ? gap : { ...gap, instructions: instructions.join(' ') }];
}

/** CloudFormation does not see that a rule was deleted, and an unchanged template makes nothing again. */
const gone =
  'Run apply. If they stay missing, somebody deleted them: orgsecrets drift --depth deep --remediate puts them back.';

const alike =
  'Delete the rule, or say in the org.yaml what it should be (rules.<name>.parameters), and run apply again.';

/** One line for the org.yaml that says all of it, ready to be copied. */
function leaveOut(refused: readonly RuleRefusal[]): string {
  const rules = [...new Set(refused.map(({ rule }) => rule))].sort(compareText).map((rule) => {
    const regions = refused.filter((one) => one.rule === rule).map(({ region }) => region);
    return `${rule}: { excludeRegions: [${regions.sort(compareText).join(', ')}] }`;
  });
  return `If that is final, put into the org.yaml: rules: { ${rules.join(', ')} }`;
}
