import { thingKey, type Contested, type DriftKind, type MendableFinding } from '../model/drift.js';

/** How many of the newest runs that mend are looked at, and in how many of them a thing was mended that is contested. */
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
 * Findings of which some are contested: mended in most of the last runs, and there again, so that somebody or something
 * undoes it.
 *
 * @param timesMended by thingKey, in how many of the last runs that mend.
 */
export function markContested(
  findings: readonly MendableFinding[],
  timesMended: ReadonlyMap<string, number>,
): readonly MendableFinding[] {
  return findings.map((finding) => {
    const mended = timesMended.get(thingKey(finding)) ?? 0;
    return mended < contest.times ? finding : { ...finding, contested: contestedBy(finding.kind, mended) };
  });
}

function contestedBy(kind: DriftKind, mended: number): Contested {
  const calls = culprits[kind];
  const look =
    calls === undefined
      ? 'CloudTrail says who changes it'
      : `CloudTrail says who calls ${calls.join(' or ')} there`;
  return {
    mended,
    runs: contest.runs,
    instructions: `Somebody or something undoes what is mended: ${look}. Mostly it is a StackSet or a tool of somebody else, Control Tower, a service control policy or a clean-up job. Settle with them who it belongs to, or leave the place out in the org.yaml.`,
  };
}
