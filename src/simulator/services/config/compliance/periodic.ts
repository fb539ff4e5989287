import { defaultFrequency, frequencyHours } from '../../../facts/secret-rules.js';
import { text } from '../../../kernel/input.js';
import type { World } from '../../../kernel/contract.js';
import { secretsIn } from '../../secretsmanager/state.js';
import { configState } from '../state.js';
import type { ConfigRule, Place } from '../state.js';
import { evaluate } from './run.js';
import { managedRule } from './subjects.js';

/**
 * Lets a periodic rule run when its time has come, again and again, counted from when it was made; only where there is a
 * secret, so that thousands of empty Regions cost nothing. Asked for twice it is still one run.
 */
export function schedulePeriodic(world: World, place: Place, rule: ConfigRule): void {
  if (rule.nextRunAt !== undefined || managedRule(rule)?.trigger !== 'periodic') return;
  if (Object.keys(secretsIn(world, place)).length === 0) return;
  const frequency = text(rule.settings, 'MaximumExecutionFrequency') ?? defaultFrequency;
  const period = (frequencyHours[frequency] ?? 24) * 3_600_000;
  const now = world.clock.now();
  const at = rule.createdAt + (Math.floor((now - rule.createdAt) / period) + 1) * period;
  rule.nextRunAt = at;
  world.later(at, () => {
    if (configState(world, place).rules[rule.name] !== rule || rule.nextRunAt !== at) return;
    delete rule.nextRunAt;
    evaluate(world, place, rule, { orderedAt: at });
    schedulePeriodic(world, place, rule);
  });
}
