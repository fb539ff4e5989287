import type { Shape } from '../../src/simulator/kernel/contract.js';

/*
 * For each rule secrets on both sides of its threshold. What AWS's pages say stands above each table
 * (https://docs.aws.amazon.com/config/latest/developerguide/<rule>.html); 'assumed' is what they leave open.
 */

/** A secret as a world file writes it, and what a rule with these parameters says of it. */
export interface ThresholdCase {
  readonly what: string;
  readonly secret: Shape;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly verdict: 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE';
}

const rotates = (changes: Shape = {}): Shape => ({ rotation: { lambda: 'rotate', ...changes } });

/** Where the secrets are. */
export interface ThresholdPlace {
  readonly accountId: string;
  readonly region: string;
}

const keyId = '11111111-2222-3333-4444-555555555555';
const keyIn = ({ accountId, region }: ThresholdPlace) => `arn:aws:kms:${region}:${accountId}:key/${keyId}`;

/** The key that the secrets of a place are encrypted with; what else a world file says of keys is added by the caller. */
export function ownKeyAt(place: ThresholdPlace): Shape {
  return { ...place, id: keyId, alias: 'own' };
}

/** By the identifier of the managed rule. */
export function thresholdTables(place: ThresholdPlace): Readonly<Record<string, readonly ThresholdCase[]>> {
  const ownKey = keyIn(place);
  const theirKey = keyIn({ ...place, accountId: '999999999999' });
  return {
    /*
     * "The rule is NON_COMPLIANT if the secret is not scheduled for rotation. The rule is also NON_COMPLIANT if the rotation
     * frequency is higher than the number specified in the maximumAllowedRotationFrequency parameter."
     */
    SECRETSMANAGER_ROTATION_ENABLED_CHECK: [
      { what: 'rotation never configured', secret: {}, verdict: 'NON_COMPLIANT' },
      {
        what: 'rotation turned off',
        secret: rotates({ days: 30, enabled: false }),
        verdict: 'NON_COMPLIANT',
      },
      { what: 'rotation on', secret: rotates({ days: 1000 }), verdict: 'COMPLIANT' },
      ...limits('maximumAllowedRotationFrequency', '30', [
        ['as often as allowed, in days', { days: 30 }, 'COMPLIANT'],
        ['a day less often', { days: 31 }, 'NON_COMPLIANT'],
        ['at a rate of as many days', { schedule: 'rate(30 days)' }, 'COMPLIANT'],
        ['at a rate of a day more', { schedule: 'rate(31 days)' }, 'NON_COMPLIANT'],
        ['every Monday', { schedule: 'cron(0 8 ? * MON *)' }, 'COMPLIANT'],
        ['every quarter', { schedule: 'cron(0 8 1 1/3 ? *)' }, 'NON_COMPLIANT'],
        ['on and without a schedule (assumed)', {}, 'NON_COMPLIANT'],
      ]),
      ...limits('maximumAllowedRotationFrequencyInHours', '12', [
        ['as often as allowed, in hours', { schedule: 'rate(12 hours)' }, 'COMPLIANT'],
        ['an hour less often', { schedule: 'rate(13 hours)' }, 'NON_COMPLIANT'],
        ['every day, where hours are asked for', { days: 1 }, 'NON_COMPLIANT'],
      ]),
    ],
    /* "The rule returns NON_COMPLIANT if RotationOccurringAsScheduled is false. The rule returns NOT_APPLICABLE for secrets without rotation." */
    SECRETSMANAGER_SCHEDULED_ROTATION_SUCCESS_CHECK: [
      { what: 'rotation as scheduled', secret: rotates({ days: 30 }), verdict: 'COMPLIANT' },
      {
        what: 'rotation not as scheduled',
        secret: rotates({ days: 30, asScheduled: false }),
        verdict: 'NON_COMPLIANT',
      },
      { what: 'no rotation', secret: {}, verdict: 'NOT_APPLICABLE' },
      {
        what: 'rotation turned off',
        secret: rotates({ days: 30, enabled: false, asScheduled: false }),
        verdict: 'NOT_APPLICABLE',
      },
    ],
    /* "The rule is NON_COMPLIANT if a secret has not been rotated for more than maxDaysSinceRotation number of days. The default value is 90 days." */
    SECRETSMANAGER_SECRET_PERIODIC_ROTATION: [
      { what: 'rotated 90 days ago', secret: { lastRotated: '-90d' }, verdict: 'COMPLIANT' },
      { what: 'rotated a little earlier', secret: { lastRotated: '-90.1d' }, verdict: 'NON_COMPLIANT' },
      {
        what: 'rotated as long ago as the parameter allows',
        secret: { lastRotated: '-7d' },
        parameters: { maxDaysSinceRotation: '7' },
        verdict: 'COMPLIANT',
      },
      {
        what: 'rotated longer ago than the parameter allows',
        secret: { lastRotated: '-7.1d' },
        parameters: { maxDaysSinceRotation: '7' },
        verdict: 'NON_COMPLIANT',
      },
      {
        what: 'never rotated and younger (assumed)',
        secret: { createdAt: '-90d' },
        verdict: 'COMPLIANT',
      },
      {
        what: 'never rotated and older (assumed)',
        secret: { createdAt: '-90.1d' },
        verdict: 'NON_COMPLIANT',
      },
    ],
    /* "The rule is NON_COMPLIANT if a secret has not been accessed in 'unusedForDays' number of days. The default value is 90 days." */
    SECRETSMANAGER_SECRET_UNUSED: [
      { what: 'accessed 90 days ago', secret: { lastAccessed: '-90d' }, verdict: 'COMPLIANT' },
      { what: 'accessed 91 days ago', secret: { lastAccessed: '-91d' }, verdict: 'NON_COMPLIANT' },
      {
        what: 'accessed within the parameter',
        secret: { lastAccessed: '-30d' },
        parameters: { unusedForDays: '30' },
        verdict: 'COMPLIANT',
      },
      {
        what: 'accessed before the parameter',
        secret: { lastAccessed: '-31d' },
        parameters: { unusedForDays: '30' },
        verdict: 'NON_COMPLIANT',
      },
      { what: 'never accessed and younger (assumed)', secret: { createdAt: '-90d' }, verdict: 'COMPLIANT' },
      { what: 'never accessed and older (assumed)', secret: { createdAt: '-91d' }, verdict: 'NON_COMPLIANT' },
    ],
    /*
     * "The rule is COMPLIANT if a secret is encrypted using a customer managed key. This rule is NON_COMPLIANT if a secret is
     * encrypted using aws/secretsmanager." "This rule does not have access to cross-account customer managed keys and evaluates
     * secrets as NON_COMPLIANT when a cross-account key is used."
     */
    SECRETSMANAGER_USING_CMK: [
      { what: 'the AWS managed key', secret: {}, verdict: 'NON_COMPLIANT' },
      {
        what: 'the AWS managed key by its alias',
        secret: { kmsKey: 'alias/aws/secretsmanager' },
        verdict: 'NON_COMPLIANT',
      },
      { what: 'a customer managed key', secret: { kmsKey: ownKey }, verdict: 'COMPLIANT' },
      { what: 'a customer managed key by its alias', secret: { kmsKey: 'alias/own' }, verdict: 'COMPLIANT' },
      { what: 'the key of another account', secret: { kmsKey: theirKey }, verdict: 'NON_COMPLIANT' },
      {
        what: 'a key that is not there (assumed)',
        secret: { kmsKey: 'alias/nothing' },
        verdict: 'NON_COMPLIANT',
      },
      {
        what: 'a key of the list',
        secret: { kmsKey: 'alias/own' },
        parameters: { kmsKeyArns: `${theirKey}, ${ownKey}` },
        verdict: 'COMPLIANT',
      },
      {
        what: 'a key that is not on the list',
        secret: { kmsKey: ownKey },
        parameters: { kmsKeyArns: theirKey },
        verdict: 'NON_COMPLIANT',
      },
    ],
  };
}

function limits(
  parameter: string,
  value: string,
  cases: readonly (readonly [what: string, rotation: Shape, verdict: ThresholdCase['verdict']])[],
): readonly ThresholdCase[] {
  return cases.map(([what, rotation, verdict]) => ({
    what,
    secret: rotates(rotation),
    parameters: { [parameter]: value },
    verdict,
  }));
}
