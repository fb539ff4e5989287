import { rotationEnabledSettlesForHours } from '../../../facts/secret-rules.js';
import type { World } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import type { Shape } from '../../../kernel/contract.js';
import { findKey } from '../../kms/state.js';
import type { Secret } from '../../secretsmanager/state.js';
import { secretType } from '../../secretsmanager/state.js';
import { itemsIn } from '../items/state.js';
import { aggregationDelay } from '../aggregation/freshness.js';
import { evaluationTime } from '../rule-state.js';
import { configState } from '../state.js';
import type { ConfigRule, Place } from '../state.js';
import { judgeSecret } from './judge.js';
import { dropResults, keepResult } from './keep.js';
import { resultMaker } from './results.js';
import { complianceIn } from './state.js';
import { managedRule, subjectsOf } from './subjects.js';

const hour = 3_600_000;

/** Judges all that a rule concerns, `configRuleEvaluation` after it was put or asked to. */
export function evaluateLater(world: World, place: Place, rule: ConfigRule): void {
  const orderedAt = world.clock.now();
  const managed = managedRule(rule);
  // Where there is nothing to judge there is nothing to wait for: what comes is judged when it comes.
  if (managed === undefined || subjectsOf(world, place, rule, managed.trigger).length === 0) return;
  world.later(orderedAt + evaluationTime(world), () => {
    evaluate(world, place, rule, { orderedAt });
  });
}

/** The rules that changes trigger judge the resources of new items, `configRuleEvaluation` later. */
export function evaluateChanged(world: World, place: Place, type: string, ids: readonly string[]): void {
  if (type !== secretType) return;
  const orderedAt = world.clock.now();
  world.later(orderedAt + evaluationTime(world), () => {
    for (const rule of Object.values(configState(world, place).rules))
      if (managedRule(rule)?.trigger === 'change')
        evaluate(world, place, rule, { orderedAt, ids: new Set(ids) });
    for (const id of ids) if (isDeleted(world, place, id)) dropResults(world, place, secretType, id);
  });
}

function isDeleted(world: World, place: Place, id: string): boolean {
  return itemsIn(world, place).resources[secretType]?.[id]?.at(-1)?.status === 'ResourceDeleted';
}

interface Run {
  /** Of the item, or the moment, that the run is for. */
  readonly orderedAt: number;
  /** Default: all that the rule concerns. */
  readonly ids?: ReadonlySet<string>;
  /** When its results are said to be found: for runs before the first call. Default: now. */
  readonly at?: number;
}

/** Judges now. A rule that is gone or being deleted judges nothing. */
export function evaluate(world: World, place: Place, rule: ConfigRule, run: Run): void {
  const { orderedAt, ids } = run;
  const managed = managedRule(rule);
  if (managed === undefined || configState(world, place).rules[rule.name] !== rule) return;
  if (rule.deletingSince !== undefined || rule.failure !== undefined) return;
  const now = run.at ?? world.clock.now();
  const judgedAt = world.clock.now();
  const parameters = JSON.parse(text(rule.settings, 'InputParameters') ?? '{}') as Shape;
  const ownKeyArn = (reference: string): string | undefined => {
    const arn = findKey(world, reference, place.accountId, place.region)?.arn;
    return arn?.split(':')[4] === place.accountId ? arn : undefined;
  };
  const settles = managed.identifier === 'SECRETSMANAGER_ROTATION_ENABLED_CHECK';
  const make = resultMaker({ orderedAt, now, delay: aggregationDelay(world) });
  const before = complianceIn(world, place).results[rule.name]?.[secretType] ?? {};
  const concerned = subjectsOf(world, place, rule, managed.trigger).filter(
    ({ arn }) => ids?.has(arn) !== false,
  );
  for (const secret of concerned) {
    const firstAt = settles ? (before[secret.arn]?.firstAt ?? now) : undefined;
    const verdict = judgeSecret(managed.identifier, secret, { parameters, now: judgedAt, ownKeyArn });
    const settledUntil = firstAt === undefined ? now : firstAt + rotationEnabledSettlesForHours * hour;
    if (firstAt !== undefined && firstAt < now && now < settledUntil) {
      // What the rule refuses to see is seen when the four hours are over (assumed).
      if (verdict !== before[secret.arn]?.verdict) again(world, place, rule, secret, settledUntil);
      continue;
    }
    keepResult(world, place, rule, secret.arn, make(verdict, firstAt, before[secret.arn]));
  }
}

function again(world: World, place: Place, rule: ConfigRule, { arn }: Secret, at: number): void {
  world.later(at, () => {
    evaluate(world, place, rule, { orderedAt: at, ids: new Set([arn]) });
  });
}
