import { defaultFrequency, frequencyHours } from '../../facts/secret-rules.js';
import type { World } from '../../kernel/contract.js';
import { text } from '../../kernel/input.js';
import { managedRule } from './compliance/subjects.js';
import { evaluationTime } from './rule-state.js';
import { customerRecorder } from './state.js';
import type { ConfigRule, ConfigState, Recorder } from './state.js';

/**
 * When a rule was last evaluated with success; undefined where it never was. Read off the clock. Periodic rules run whether
 * something records or not; the others when they were put or asked to, while something records
 * (https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html).
 */
export function lastEvaluation(world: World, state: ConfigState, rule: ConfigRule): number | undefined {
  const until = rule.failure?.since ?? world.clock.now();
  const found =
    managedRule(rule)?.trigger === 'periodic'
      ? lastRun(world, rule, until)
      : lastWhileRecorded(world, rule, customerRecorder(state), until);
  return found === undefined ? rule.evaluatedAt : Math.max(found, rule.evaluatedAt ?? 0);
}

/** Keeps what is known of evaluations before the recorder, by whose times it is known, is gone. */
export function keepEvaluations(world: World, state: ConfigState): void {
  for (const rule of Object.values(state.rules)) {
    const at = lastEvaluation(world, state, rule);
    if (at !== undefined) rule.evaluatedAt = at;
  }
}

function lastRun(world: World, rule: ConfigRule, until: number): number | undefined {
  const first = rule.evaluationRequestedAt + evaluationTime(world);
  if (first > until) return undefined;
  const frequency = text(rule.settings, 'MaximumExecutionFrequency') ?? defaultFrequency;
  const period = (frequencyHours[frequency] ?? 24) * 3_600_000;
  const last = rule.createdAt + Math.floor((until - rule.createdAt) / period) * period;
  return Math.max(first, last);
}

function lastWhileRecorded(
  world: World,
  rule: ConfigRule,
  recorder: Recorder | undefined,
  until: number,
): number | undefined {
  if (recorder?.lastStartTime === undefined) return undefined;
  const begun = Math.max(rule.evaluationRequestedAt, recorder.lastStartTime);
  const due = begun + evaluationTime(world);
  const end = recorder.recording ? until : Math.min(until, recorder.lastStopTime ?? until);
  return due <= end ? due : undefined;
}
