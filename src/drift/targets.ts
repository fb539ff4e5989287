import type { DesiredStackSet } from '../model/desired.js';
import type { DriftFinding, UnseenPlace } from '../model/drift.js';
import type { NotSeen, StackInstance } from '../model/observed.js';
import { targetKey, type Target } from '../model/target.js';
import { noReason } from '../model/no-reason.js';
import { inoperable } from '../plan/inoperable.js';
import { hasStack, isToBeMade } from '../plan/instance-state.js';
import { isSomebodyElses, isStackGone } from '../plan/recorder-decision.js';
import { decideRules } from '../plan/rules-decision.js';
import { isRulesStackThere } from '../plan/rules-mending.js';
import type { Situation } from '../plan/situation.js';
import { finding, type Drift } from './finding.js';
import { adoptedRecorderDrift, ourRecorderDrift } from './recorders.js';
import { madeDrift } from './made.js';
import { anyRulesDrift, driftedRulesOf, ourRulesDrift } from './rules.js';

/** One covered target, and whether anything of ours is in it. */
export interface TargetDrift extends Drift {
  readonly target: Target;
  readonly isBare: boolean;
}

/** What has drifted in one target of the coverage: its instances, and what a look into it showed. */
export function targetDrift(target: Target, situation: Situation): TargetDrift {
  const stackSets = (['recorder', 'rules', 'forward'] as const).flatMap(
    (kind) => situation.stackSetFor(kind, target.accountId, target.region) ?? [],
  );
  const isMissing = (one: DesiredStackSet) => situation.state(one, target.accountId) === 'missing';
  if (stackSets.every(isMissing) && stackSets.some((one) => !wasThereBefore(target, one, situation)))
    return bare(target, situation);
  const look = situation.observed.targets.get(targetKey(target));
  const parts: Drift[] = stackSets.map((stackSet) => {
    if (stackSet.kind === 'recorder') return recorderDrift(target, stackSet, situation);
    if (stackSet.kind === 'rules') return rulesDrift(target, stackSet, situation);
    return instanceDrift(target, stackSet, situation);
  });
  if (look?.seen) parts.push({ findings: anyRulesDrift(target, look, situation), unseen: [] });
  return {
    target,
    isBare: false,
    findings: parts.flatMap(({ findings }) => findings),
    unseen: onePlace(parts.flatMap(({ unseen }) => unseen)),
  };
}

/** Whether somebody else made what the StackSet is for, as it should be. */
function wasThereBefore(target: Target, stackSet: DesiredStackSet, situation: Situation): boolean {
  const look = situation.observed.targets.get(targetKey(target));
  if (!look?.seen || look.recorder === undefined) return false;
  // Without a stack of ours it is somebody else's, whatever its name.
  if (stackSet.kind === 'recorder') return true;
  return stackSet.kind === 'rules' && rulesDrift(target, stackSet, situation).findings.length === 0;
}

function bare(target: Target, situation: Situation): TargetDrift {
  const look = situation.observed.targets.get(targetKey(target));
  const base = { ...target, thing: 'recorder and rules' };
  if (look && !look.seen && look.why === 'undecided')
    return { target, isBare: true, findings: [], unseen: [{ ...target, reason: look.reason }] };
  const why = look && !look.seen ? `; it could not be looked at yet: ${look.reason}` : '';
  const reason = `nothing of orgsecrets is there${why}`;
  const adopted =
    look?.seen && look.recorder ? adoptedRecorderDrift(target, look.recorder, look.channel, situation) : [];
  return {
    target,
    isBare: true,
    findings: [finding({ ...base, kind: 'not-covered', reason }), ...adopted],
    unseen: [],
  };
}

/** An instance of a StackSet whose stacks are in every covered account. A definition that is gone says it for all. */
export function instanceDrift(target: Target, stackSet: DesiredStackSet, situation: Situation): Drift {
  const own = stateDrift(target, stackSet, situation);
  const made = madeDrift(target, stackSet, situation);
  return { findings: [...own.findings, ...made.findings], unseen: [...own.unseen, ...made.unseen] };
}

function stateDrift(target: Target, stackSet: DesiredStackSet, situation: Situation): Drift {
  const { name } = stackSet;
  const { accountId } = target;
  const state = situation.state(stackSet, accountId);
  const instance = situation.instance(stackSet, accountId);
  const base = { ...target, thing: `instance of StackSet ${name}`, stackSet: name };
  const only = (one: DriftFinding): Drift => ({ findings: [one], unseen: [] });
  switch (state) {
    case 'standing':
      return { findings: [], unseen: [] };
    case 'missing':
      if (!situation.observed.stackSets.has(name)) return { findings: [], unseen: [] };
      return only(finding({ ...base, kind: 'instance-missing', reason: missingReason(instance) }));
    case 'failed':
      return only(
        isOutdated(instance)
          ? finding({ ...base, kind: 'instance-outdated', reason: 'it did not get the last change' })
          : finding({ ...base, kind: 'instance-failed', reason: failedReason(instance) }),
      );
    case 'inoperable':
      return only(
        finding({
          ...base,
          kind: 'instance-inoperable',
          reason: 'AWS failed to delete it',
          instructions: inoperable(target, stackSet, situation).instructions,
        }),
      );
    case 'in-progress':
      return {
        findings: [],
        unseen: [{ ...target, reason: `an operation of StackSet ${name} is under way` }],
      };
  }
}

function missingReason(instance: StackInstance | undefined): string {
  return instance ? 'AWS passed the account by, because it was suspended then' : 'there is none';
}

function failedReason(instance: StackInstance | undefined): string {
  const status = instance?.detailedStatus ?? 'FAILED';
  return instance?.statusReason ? `${status}: ${instance.statusReason}` : `${status}; ${noReason}`;
}

function isOutdated(instance: StackInstance | undefined): boolean {
  return instance?.detailedStatus === 'SUCCEEDED' || instance?.detailedStatus === undefined;
}

/** Rules that somebody else made, and that are as they should be, need no instance of ours. */
function rulesDrift(target: Target, stackSet: DesiredStackSet, situation: Situation): Drift {
  const state = situation.state(stackSet, target.accountId);
  const drifted = instanceDrift(target, stackSet, situation);
  const look = situation.observed.targets.get(targetKey(target));
  if (state === 'standing' && look?.seen)
    return { ...drifted, findings: ourRulesDrift(target, stackSet, look, situation) };
  if (!isToBeMade(state)) return drifted;
  const isStackThere =
    look?.seen === true && isRulesStackThere(look, situation.instance(stackSet, target.accountId));
  const ofRules = isStackThere ? driftedRulesOf(target, stackSet, look, situation) : [];
  const { without, obstacles, later } = decideRules(target, stackSet, situation);
  if (later) return { findings: [], unseen: [{ ...target, reason: later.reason }] };
  const wanted = situation.desired.rulesByRegion.get(target.region) ?? [];
  if (obstacles.length === 0 && without.length === wanted.length) return { findings: [], unseen: [] };
  const [obstacle] = obstacles;
  if (!obstacle) return { ...drifted, findings: [...drifted.findings, ...ofRules] };
  const { reason, instructions } = obstacle;
  return {
    ...drifted,
    findings: drifted.findings.map((one) => ({ ...one, reason: `${one.reason}: ${reason}`, instructions })),
  };
}

function recorderDrift(target: Target, stackSet: DesiredStackSet, situation: Situation): Drift {
  const { accountId } = target;
  const look = situation.observed.targets.get(targetKey(target));
  const drift = instanceDrift(target, stackSet, situation);
  if (look === undefined) {
    // Nobody looked: that there is no instance of ours may be because somebody else's recorder is there.
    const isStackless = !hasStack(situation.instance(stackSet, accountId));
    return isStackless ? { findings: [], unseen: drift.unseen } : drift;
  }
  if (!look.seen) return unlooked(target, look, drift);
  const state = situation.state(stackSet, accountId);
  const instance = situation.instance(stackSet, accountId);
  if (isToBeMade(state) && look.recorder && isSomebodyElses(look, instance, situation))
    return {
      findings: adoptedRecorderDrift(target, look.recorder, look.channel, situation),
      unseen: drift.unseen,
    };
  if (state !== 'standing' && (!isToBeMade(state) || isStackGone(look, true))) return drift;
  return {
    ...drift,
    findings: [...drift.findings, ...ourRecorderDrift(target, stackSet, look, situation)],
  };
}

/** Unknown is never fine, and what the StackSet says of itself is known all the same. */
function unlooked(target: Target, { reason }: NotSeen, drift: Drift): Drift {
  return { ...drift, unseen: [...drift.unseen, { ...target, reason }] };
}

function onePlace(unseen: readonly UnseenPlace[]): readonly UnseenPlace[] {
  return [...new Map(unseen.map((one) => [one.reason, one])).values()];
}
