import { defaultMaxDaysSinceRotation, defaultUnusedForDays } from '../../../facts/secret-rules.js';
import type { Shape } from '../../../kernel/contract.js';
import { integer, text } from '../../../kernel/input.js';
import { hoursBetweenRotations } from '../../secretsmanager/schedule.js';
import type { Secret } from '../../secretsmanager/state.js';
import type { Verdict } from './state.js';

/** What a rule has to know beside the secret itself. */
export interface Circumstances {
  /** The rule's InputParameters, parsed: every value is text. */
  readonly parameters: Shape;
  readonly now: number;
  /** The ARN of a customer managed key that the account has in this Region; undefined for every other reference. */
  readonly ownKeyArn: (reference: string) => string | undefined;
}

type Judge = (secret: Secret, circumstances: Circumstances) => Verdict;

const day = 86_400_000;

/** "The rule is NON_COMPLIANT if the secret is not scheduled for rotation", or less often than a maximum that is given. */
const rotationEnabled: Judge = (secret, { parameters }) => {
  if (secret.rotationEnabled !== true) return 'NON_COMPLIANT';
  const days = integer(parameters, 'maximumAllowedRotationFrequency');
  const hours = integer(parameters, 'maximumAllowedRotationFrequencyInHours');
  const interval = hoursBetweenRotations(secret.rotationRules);
  const tooSeldom = (most: number | undefined): boolean => most !== undefined && interval > most;
  // With both parameters both must hold (assumed).
  return compliantIf(!tooSeldom(days === undefined ? undefined : days * 24) && !tooSeldom(hours));
};

/** "NON_COMPLIANT if RotationOccurringAsScheduled is false"; "NOT_APPLICABLE for secrets without rotation". */
const rotationSuccess: Judge = (secret) =>
  secret.rotationEnabled === true
    ? compliantIf(secret.rotationOccurringAsScheduled !== false)
    : 'NOT_APPLICABLE';

/** "NON_COMPLIANT if a secret has not been rotated for more than maxDaysSinceRotation number of days"; one that never was: since it was made (assumed). */
const periodicRotation: Judge = (secret, { parameters, now }) => {
  const most = integer(parameters, 'maxDaysSinceRotation') ?? defaultMaxDaysSinceRotation;
  return compliantIf(now - (secret.lastRotatedAt ?? secret.createdAt) <= most * day);
};

/** "NON_COMPLIANT if a secret has not been accessed in 'unusedForDays' number of days"; one that never was: since it was made (assumed). The date of an access has no time. */
const unused: Judge = (secret, { parameters, now }) => {
  const most = integer(parameters, 'unusedForDays') ?? defaultUnusedForDays;
  const dayOf = (time: number): number => Math.floor(time / day);
  return compliantIf(dayOf(now) - dayOf(secret.lastAccessedAt ?? secret.createdAt) <= most);
};

/** "COMPLIANT if a secret is encrypted using a customer managed key"; "does not have access to cross-account customer managed keys and evaluates secrets as NON_COMPLIANT". */
const usingCmk: Judge = (secret, { parameters, ownKeyArn }) => {
  const arn = secret.kmsKeyId === undefined ? undefined : ownKeyArn(secret.kmsKeyId);
  if (arn === undefined) return 'NON_COMPLIANT';
  const listed = (text(parameters, 'kmsKeyArns') ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return compliantIf(listed.length === 0 || listed.includes(arn));
};

function compliantIf(holds: boolean): Verdict {
  return holds ? 'COMPLIANT' : 'NON_COMPLIANT';
}

const judges: Readonly<Record<string, Judge>> = {
  SECRETSMANAGER_ROTATION_ENABLED_CHECK: rotationEnabled,
  SECRETSMANAGER_SCHEDULED_ROTATION_SUCCESS_CHECK: rotationSuccess,
  SECRETSMANAGER_SECRET_PERIODIC_ROTATION: periodicRotation,
  SECRETSMANAGER_SECRET_UNUSED: unused,
  SECRETSMANAGER_USING_CMK: usingCmk,
};

/** What the managed rule of this identifier says of a secret. A secret that waits for its deletion concerns none (assumed). */
export function judgeSecret(identifier: string, secret: Secret, circumstances: Circumstances): Verdict {
  const judge = judges[identifier];
  if (judge === undefined || secret.deletionAt !== undefined) return 'NOT_APPLICABLE';
  return judge(secret, circumstances);
}
