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
import type { Circumstances } from './judge.js';
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
  /** When the result of a resource is said to be found: for runs before the first call. Default: now. */
  readonly foundAt?: (id: string) => number;
}

/** Judges now. A rule that is gone or being deleted judges nothing. */
export function evaluate(world: World, place: Place, rule: ConfigRule, run: Run): void {
  const managed = managedRule(rule);
  if (managed === undefined || configState(world, place).rules[rule.name] !== rule) return;
  if (rule.deletingSince !== undefined || rule.failure !== undefined) return;
  const circumstances = circumstancesOf(world, place, rule);
  const settles = managed.identifier === 'SECRETSMANAGER_ROTATION_ENABLED_CHECK';
  const make = resultMaker(aggregationDelay(world));
  const results = complianceIn(world, place).results[rule.name]?.[secretType] ?? {};
  for (const secret of subjectsOf(world, place, rule, managed.trigger)) {
    if (run.ids?.has(secret.arn) === false) continue;
    const before = results[secret.arn];
    const now = run.foundAt?.(secret.arn) ?? circumstances.now;
    const verdict = judgeSecret(managed.identifier, secret, circumstances);
    const firstAt = settles ? (before?.firstAt ?? now) : undefined;
    const settledAt = firstAt === undefined ? now : firstAt + rotationEnabledSettlesForHours * hour;
    if (firstAt !== undefined && firstAt < now && now < settledAt) {
      // What the rule refuses to see is seen when the four hours are over (assumed).
      if (verdict !== before?.verdict) again(world, place, rule, secret, settledAt);
      continue;
    }
    const orderedAt = run.foundAt === undefined ? run.orderedAt : now;
    keepResult(world, place, rule, secret.arn, make(verdict, { orderedAt, now }, firstAt, before));
  }
}

function circumstancesOf(world: World, place: Place, rule: ConfigRule): Circumstances {
  return {
    parameters: JSON.parse(text(rule.settings, 'InputParameters') ?? '{}') as Shape,
    now: world.clock.now(),
    ownKeyArn: (reference) => {
      const arn = findKey(world, reference, place.accountId, place.region)?.arn;
      return arn?.split(':')[4] === place.accountId ? arn : undefined;
    },
  };
}

function again(world: World, place: Place, rule: ConfigRule, { arn }: Secret, at: number): void {
  world.later(at, () => {
    evaluate(world, place, rule, { orderedAt: at, ids: new Set([arn]) });
  });
}
