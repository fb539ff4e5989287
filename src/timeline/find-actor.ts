import type { Actor, ChangeKind, TimelineSubject, TrailEvent } from '../model/timeline.js';

/** What CloudTrail told of one resource, or why it did not. */
export type Trail =
  | { readonly read: true; readonly events: readonly TrailEvent[] }
  | { readonly read: false; readonly reason: string };

/** LookupEvents reaches this far back. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const keptFor = 90 * 86_400_000;
/** Where nothing older is recorded: AWS Config sees a change within minutes (assumed: half an hour is enough). */
const longestDelay = 30 * 60_000;

type Operations = Readonly<Partial<Record<ChangeKind, RegExp>>>;

/**
 * Operations that lead to a change of this kind, by what is changed. Whoever called otherwise on it did not make the
 * change, and is not named.
 */
const operations: Readonly<Record<TimelineSubject, Operations>> = {
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html
  secret: {
    'first-seen': /^(CreateSecret|RestoreSecret|ReplicateSecretToRegions|StopReplicationToReplica)$/,
    metadata:
      /^(UpdateSecret|PutResourcePolicy|DeleteResourcePolicy|ReplicateSecretToRegions|RemoveRegionsFromReplication)$/,
    rotation:
      /^(RotateSecret|CancelRotateSecret|RotationStarted|RotationSucceeded|RotationFailed|RotationAbandoned)$/,
    key: /^UpdateSecret$/,
    function: /^(RotateSecret|CancelRotateSecret)$/,
    tags: /^(TagResource|UntagResource)$/,
    deletion: /^(DeleteSecret|RestoreSecret|(Start|Cancel|End)SecretVersionDelete|(Start|End)SecretDelete)$/,
  },
  // Those that write, of https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html; RotateKey, DeleteKey
  // and DeleteExpiredKeyMaterial are events of AWS's own.
  key: {
    'first-seen': /^(CreateKey|ReplicateKey)$/,
    key: /^(PutKeyPolicy|EnableKey|DisableKey|EnableKeyRotation|DisableKeyRotation|RotateKey(OnDemand)?|UpdateKeyDescription|UpdatePrimaryRegion|ScheduleKeyDeletion|CancelKeyDeletion|ImportKeyMaterial|DeleteImportedKeyMaterial|DeleteExpiredKeyMaterial)$/,
    tags: /^(TagResource|UntagResource)$/,
    deletion: /^(ScheduleKeyDeletion|DeleteKey)$/,
  },
  // CloudTrail puts a version after most names (assumed: after any), e.g. CreateFunction20150331:
  // https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
  function: {
    'first-seen': /^CreateFunction(\d{8}(v\d+)?)?$/,
    function:
      /^(UpdateFunction(Code|Configuration)|(Put|Delete)FunctionConcurrency|(Add|Remove)Permission|PutRuntimeManagementConfig|(Put|Delete)FunctionCodeSigningConfig)(\d{8}(v\d+)?)?$/,
    tags: /^(TagResource|UntagResource)(\d{8}(v\d+)?)?$/,
    deletion: /^DeleteFunction(\d{8}(v\d+)?)?$/,
  },
};

export interface Moment {
  readonly subject: TimelineSubject;
  readonly kinds: readonly ChangeKind[];
  /** Milliseconds since the epoch: when it was recorded, and when the state before it was. */
  readonly at: number;
  readonly before: number | undefined;
}

/**
 * Who made a change: the calls on this resource between the two items that can have led to it. Never a guess: where no
 * call fits, it says why.
 *
 * @param now milliseconds since the epoch.
 */
export function findActor(moment: Moment, trail: Trail, now: number): Actor {
  if (moment.kinds.every((kind) => kind === 'recording'))
    return { known: false, reason: 'a recorder changed, not the resource' };
  if (!trail.read) return { known: false, reason: trail.reason };
  if (now - moment.at > keptFor)
    return { known: false, reason: 'it is older than the 90 days that CloudTrail can be asked about' };
  const from = moment.before ?? moment.at - longestDelay;
  const events = trail.events.filter(({ at, name }) => {
    const time = Date.parse(at);
    return time > from && time <= moment.at && fits(moment, name);
  });
  if (events.length > 0) return { known: true, events };
  return { known: false, reason: 'CloudTrail has no call on it that fits' };
}

function fits({ subject, kinds }: Moment, name: string): boolean {
  return kinds.some((kind) => operations[subject][kind]?.test(name) ?? false);
}
