import type { World } from '../../kernel/contract.js';
import type { ConfigRule } from './state.js';

/** How long an evaluation takes (`configRuleEvaluation`, virtual ms). */
export function evaluationTime(world: World): number {
  return world.latency('configRuleEvaluation', 5_000);
}

/**
 * A rule is EVALUATING from when it is put or asked to evaluate until the evaluation is over, and then ACTIVE; while it is
 * being deleted it is DELETING. Read off the clock, since nothing else depends on the moment of the change.
 */
export function ruleStateOf(world: World, rule: ConfigRule): 'ACTIVE' | 'EVALUATING' | 'DELETING' {
  if (rule.deletingSince !== undefined) return 'DELETING';
  return world.clock.now() < rule.evaluationRequestedAt + evaluationTime(world) ? 'EVALUATING' : 'ACTIVE';
}
