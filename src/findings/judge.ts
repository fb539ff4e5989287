import type { RuleName } from '../model/catalog.js';
import type { DesiredRule } from '../model/desired.js';
import type { Finding, SecretKey } from '../model/secret-report.js';
import type { Target } from '../model/target.js';
import { isExemptFrom } from './open-questions.js';
import type { Places } from './places.js';
import type { RecordedSecret, Result } from './rows.js';

/** What is held together to say how a secret stands under a rule. */
export interface Case extends Target {
  readonly rule: RuleName;
  readonly result: Result | undefined;
  /** `undefined`: only results of it are there, no configuration. */
  readonly recorded: RecordedSecret | undefined;
  readonly key: SecretKey;
}

const hour = 3_600_000;
/** A second evaluation within so long of the first changes nothing: https://docs.aws.amazon.com/config/latest/developerguide/secretsmanager-rotation-enabled-check.html */
const ignoredFor = 4 * hour;
/** How long results take at the most to be there and in the aggregator, over what the rule itself takes; assumed. */
const patience = 6 * hour;

const frequencies: Readonly<Record<string, number>> = {
  One_Hour: 1,
  Three_Hours: 3,
  Six_Hours: 6,
  Twelve_Hours: 12,
  TwentyFour_Hours: 24,
};

/**
 * How a secret stands under a rule. What AWS says counts, as long as the aggregator is up to date there; where it says
 * nothing, the reason is told, and nothing is guessed: only what is recorded can make a finding not applicable.
 *
 * @param now milliseconds since the epoch.
 */
export function judge(one: Case, places: Places, now: number): Finding {
  const { rule, result } = one;
  const uncovered = places.uncovered(one);
  const wanted = places.rule(rule, one.region);
  if (result === undefined && uncovered === undefined && 'missing' in wanted)
    return { rule, state: 'not-supported', reason: wanted.missing };
  const unseen = places.unseen(one);
  if (unseen !== undefined)
    return { rule, state: 'not-visible', reason: `${uncovered ?? unseen}${lastSaid(result)}` };
  if (result !== undefined) return judgeResult(one, result, places);
  if (uncovered !== undefined || 'missing' in wanted)
    return { rule, state: 'not-visible', reason: uncovered ?? 'not covered' };
  if (one.recorded === undefined)
    return { rule, state: 'not-visible', reason: 'AWS Config shows neither a result nor the configuration' };
  if (isExemptFrom(rule, one.recorded)) return { rule, state: 'not-applicable', reason: notRotated };
  return pendingOrLost(rule, wanted, one.recorded, now);
}

const notRotated =
  'AWS Config records that rotation is off; the aggregator keeps no result that is NOT_APPLICABLE';

function lastSaid(result: Result | undefined): string {
  if (result === undefined) return '';
  const when = result.recordedAt === undefined ? '' : ` at ${result.recordedAt}`;
  return `; what it said last was ${result.compliance}${when}`;
}

function judgeResult(one: Case, result: Result, places: Places): Finding {
  const { rule, key } = one;
  const { recordedAt, annotation } = result;
  const base = { rule, ...(recordedAt && { recordedAt }), ...(annotation && { reason: annotation }) };
  switch (result.compliance) {
    case 'COMPLIANT':
    case 'NON_COMPLIANT': {
      const stale = whyStale(one, result, places);
      if (stale !== undefined) return { ...base, state: 'pending', reason: stale };
      if (result.compliance === 'COMPLIANT') return { ...base, state: 'compliant' };
      return rule === 'secretsmanager-using-cmk' && key.kind === 'another-account'
        ? {
            ...base,
            state: 'non-compliant',
            falsePositive: 'key-of-another-account',
            reason: `known false positive: the key belongs to account ${key.accountId}, which the rule can’t see`,
          }
        : { ...base, state: 'non-compliant' };
    }
    case 'NOT_APPLICABLE':
      return { ...base, state: 'not-applicable' };
    default:
      return { ...base, state: 'pending', reason: annotation ?? `AWS Config says ${result.compliance}` };
  }
}

/**
 * `rotation-enabled-check` keeps its first word for four hours: where rotation was switched within that time, what it
 * says and what is recorded differ.
 */
function whyStale({ rule, recorded, region }: Case, result: Result, places: Places): string | undefined {
  const enabled = recorded?.rotation.enabled;
  if (rule !== 'secretsmanager-rotation-enabled-check' || enabled === undefined) return undefined;
  if (enabled === (result.compliance === 'COMPLIANT')) return undefined;
  const wanted = places.rule(rule, region);
  // With a longest interval the rule may well be right about a secret that rotates.
  if (enabled && 'parameters' in wanted && Object.keys(wanted.parameters).length > 0) return undefined;
  if (result.recordedAt === undefined || recorded?.capturedAt === undefined) return undefined;
  const changedAfter = Date.parse(recorded.capturedAt) - Date.parse(result.recordedAt);
  if (!(changedAfter >= 0 && changedAfter <= ignoredFor)) return undefined;
  return `AWS Config said ${result.compliance} before rotation was turned ${enabled ? 'on' : 'off'}, and this rule ignores a second evaluation within four hours`;
}

function pendingOrLost(rule: RuleName, wanted: DesiredRule, recorded: RecordedSecret, now: number): Finding {
  const { capturedAt } = recorded;
  const within = patience + (frequencies[wanted.frequency ?? ''] ?? 0) * hour;
  if (capturedAt === undefined || now - Date.parse(capturedAt) <= within)
    return { rule, state: 'pending', reason: 'AWS Config has no result yet' };
  return {
    rule,
    state: 'not-visible',
    reason: `AWS Config has had no result for more than ${within / hour} hours: the rule may be missing or failing there (see orgsecrets status)`,
  };
}
