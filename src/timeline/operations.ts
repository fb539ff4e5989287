import type { Change, ChangeKind, TimelineSubject } from '../model/timeline.js';

/** Which operations lead to a change of this kind; for a key or a function, of a field as well. */
interface Operations {
  readonly kinds: Readonly<Partial<Record<ChangeKind, RegExp>>>;
  /** The first that fits counts. */
  readonly fields?: readonly (readonly [field: RegExp, operations: RegExp])[];
}

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html */
const ofSecrets: Operations = {
  kinds: {
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
};

/**
 * https://docs.aws.amazon.com/kms/latest/developerguide/understanding-kms-entries.html; RotateKey, DeleteKey and
 * DeleteExpiredKeyMaterial are events of AWS's own.
 */
const ofKeys: Operations = {
  kinds: {
    'first-seen': /^(CreateKey|ReplicateKey)$/,
    tags: /^(TagResource|UntagResource)$/,
    // AWS KMS deletes a key itself, at the end of the waiting period that somebody has set.
    deletion: /^(ScheduleKeyDeletion|DeleteKey)$/,
  },
  fields: [
    [
      /^(Enabled|KeyState|DeletionDate|PendingDeletionWindowInDays)$/i,
      /^(EnableKey|DisableKey|ScheduleKeyDeletion|CancelKeyDeletion|(Import|DeleteImported|DeleteExpired)KeyMaterial)$/,
    ],
    [/^(ExpirationModel|ValidTo)$/i, /^(Import|DeleteImported|DeleteExpired)KeyMaterial$/],
    [/^CurrentKeyMaterialId$/i, /^(RotateKey|RotateKeyOnDemand|ImportKeyMaterial)$/],
    [/rotation/i, /^(EnableKeyRotation|DisableKeyRotation|RotateKeyOnDemand|RotateKey)$/],
    [/^Description$/i, /^UpdateKeyDescription$/],
    [/policy/i, /^PutKeyPolicy$/],
    [/alias/i, /^(CreateAlias|UpdateAlias|DeleteAlias)$/],
    [/^MultiRegion/i, /^(ReplicateKey|UpdatePrimaryRegion|SynchronizeMultiRegionKey)$/],
  ],
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
const ofFunctions: Operations = {
  kinds: {
    'first-seen': /^CreateFunction$/,
    tags: /^(TagResource|UntagResource)$/,
    deletion: /^DeleteFunction$/,
  },
  fields: [
    [/signing/i, /^(Put|Delete)FunctionCodeSigningConfig$/],
    [/^(Code|Architectures|PackageType|Image)/i, /^UpdateFunctionCode$/],
    [/^Version$/i, /^PublishVersion$/],
    [/concurren/i, /^(Put|Delete)FunctionConcurrency$/],
    [/policy/i, /^(AddPermission|RemovePermission)$/],
    [/^RuntimeVersion/i, /^(PutRuntimeManagementConfig|UpdateFunctionCode|UpdateFunctionConfiguration)$/],
    [/^(State|LastUpdateStatus)/i, /^(UpdateFunctionCode|UpdateFunctionConfiguration)$/],
    // All the rest is what this one operation sets.
    [/./, /^UpdateFunctionConfiguration$/],
  ],
};

const bySubject: Readonly<Record<TimelineSubject, Operations>> = {
  secret: ofSecrets,
  key: ofKeys,
  function: ofFunctions,
};

/**
 * Whether an operation can have made this very change. One that is not known to make it can't: nobody is named for what
 * somebody else may have done.
 *
 * @param name as CloudTrail has it; Lambda's end with the version of the API, as `UpdateFunctionCode20150331v2`
 * (assumed: any may):
 * https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
 */
export function canChange(
  subject: TimelineSubject,
  { kind, field }: Pick<Change, 'kind' | 'field'>,
  name: string,
): boolean {
  const { kinds, fields = [] } = bySubject[subject];
  const operation = subject === 'function' ? name.replace(/\d{8}(v\d+)?$/, '') : name;
  const whole = kinds[kind];
  if (whole !== undefined) return whole.test(operation);
  if (kind !== subject) return false;
  return fields.find(([pattern]) => pattern.test(field))?.[1].test(operation) ?? false;
}
