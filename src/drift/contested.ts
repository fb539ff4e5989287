import {
  thingKey,
  type Contested,
  type DriftFinding,
  type DriftKind,
  type MendableFinding,
  type TimesMended,
} from '../model/drift.js';

/** A thing is contested that was mended so many times in so many runs. */
export const contest = { runs: 3, times: 2 } as const;

/** Calls that bring a kind about, as CloudTrail names them. */
const culprits: Partial<Readonly<Record<DriftKind, readonly string[]>>> = {
  'trusted-access-lost': ['DisableAWSServiceAccess', 'DeregisterDelegatedAdministrator'],
  'management-roles-changed': ['UpdateStack', 'DeleteStack'],
  'definition-missing': ['DeleteStackSet'],
  'definition-outdated': ['UpdateStackSet'],
  'not-covered': ['DeleteStackInstances', 'MoveAccount'],
  'instance-missing': ['DeleteStackInstances', 'MoveAccount'],
  'aggregator-missing': ['DeleteConfigurationAggregator'],
  'aggregator-unowned': ['PutConfigurationAggregator'],
  'aggregator-changed': ['PutConfigurationAggregator'],
  'recorder-missing': ['DeleteConfigurationRecorder'],
  'recorder-stopped': ['StopConfigurationRecorder'],
  'recorder-changed': ['PutConfigurationRecorder'],
  'channel-missing': ['DeleteDeliveryChannel'],
  'channel-changed': ['PutDeliveryChannel'],
  'rule-missing': ['DeleteConfigRule'],
  'rule-changed': ['PutConfigRule'],
  'rule-duplicate': ['PutConfigRule'],
  'stack-deleted': ['DeleteStack'],
  'service-role-missing': ['DeleteServiceLinkedRole'],
};

/**
 * Findings of which some are contested: mended twice in three runs, so that somebody or something undoes it. Where this run
 * mends, it is one of the three: once before is twice with it.
 *
 * @param timesMended how often the thing of a finding was mended in the last so many runs that mend and looked at it.
 */
export function markContested(
  findings: readonly MendableFinding[],
  timesMended: (finding: DriftFinding, runs: number) => TimesMended,
  isMending: boolean,
): readonly MendableFinding[] {
  return findings.map((finding) => {
    // It is only ever forgotten where its account is gone, which is not undone; what was mended there before was its opposite.
    if (finding.kind === 'surplus') return finding;
    const now = isMending && finding.mendedBy.length > 0 ? 1 : 0;
    const before = timesMended(finding, contest.runs - now);
    if (before.mended + now < contest.times) return finding;
    return { ...finding, contested: { ...before, instructions: whatToDo(finding.kind) } };
  });
}

/** What the rounds of one run have mended, and its own looks have found again. */
export interface Undone {
  readonly rounds: number;
  /** By thingKey: in how many of the rounds. */
  readonly times: ReadonlyMap<string, number>;
}

/**
 * One round more.
 *
 * @param done ids of the actions that the round has done.
 */
export function withRound(
  { rounds, times }: Undone,
  found: readonly MendableFinding[],
  left: readonly MendableFinding[],
  done: ReadonlySet<string>,
): Undone {
  const still = new Set(left.map(thingKey));
  const isMended = ({ mendedBy }: MendableFinding) =>
    mendedBy.length > 0 && mendedBy.every((id) => done.has(id));
  const undone = new Set(
    found
      .filter(isMended)
      .map(thingKey)
      .filter((key) => still.has(key)),
  );
  const counted = [...undone].map((key) => [key, (times.get(key) ?? 0) + 1] as const);
  return { rounds: rounds + 1, times: new Map([...times, ...counted]) };
}

/** The same of who is so fast that one run meets them more than once. What earlier runs say goes before. */
export function markUndone(
  findings: readonly MendableFinding[],
  { rounds, times }: Undone,
): readonly MendableFinding[] {
  return findings.map((finding) => {
    const mended = times.get(thingKey(finding)) ?? 0;
    const isKnown = finding.contested !== undefined && finding.contested.rounds === undefined;
    if (isKnown || mended < contest.times) return finding;
    return { ...finding, contested: { mended, runs: 1, rounds, instructions: whatToDo(finding.kind) } };
  });
}

function whatToDo(kind: DriftKind): Contested['instructions'] {
  const calls = culprits[kind];
  const look =
    calls === undefined
      ? 'CloudTrail says who changes it'
      : `CloudTrail says who calls ${calls.join(' or ')} there`;
  return `Somebody or something undoes what is mended: ${look}. Mostly it is a StackSet or a tool of somebody else, Control Tower, a service control policy or a clean-up job. Settle with them who it belongs to, or leave the place out in the org.yaml.`;
}
