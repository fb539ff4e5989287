import { cronRuns } from './cron.js';
import type { RotationRules } from './state.js';

const hour = 3_600_000;
const day = 24 * hour;

/** The hours of `rate(…)`; undefined for everything else. */
export function rateHours(expression: string | undefined): number | undefined {
  const [, count, unit] = /^rate\((\d{1,3}) (hour|day)s?\)$/.exec(expression ?? '') ?? [];
  return count === undefined ? undefined : Number(count) * (unit === 'day' ? 24 : 1);
}

/**
 * The rules as DescribeSecret shows them: "AutomaticallyAfterDays … is calculated from the rotation schedule after every
 * successful rotation" (API model, RotationRulesType). For a cron schedule those are the days between the next two runs, and
 * for hours none (assumed).
 */
export function calculated(rules: RotationRules, at: number): RotationRules {
  const { scheduleExpression } = rules;
  if (scheduleExpression === undefined) return rules;
  const hours = rateHours(scheduleExpression);
  if (hours !== undefined)
    return hours % 24 === 0 && scheduleExpression.includes('day')
      ? { ...rules, automaticallyAfterDays: hours / 24 }
      : rules;
  const [next, afterNext] = cronRuns(scheduleExpression, at, 2);
  return next === undefined || afterNext === undefined
    ? rules
    : { ...rules, automaticallyAfterDays: Math.ceil((afterNext - next) / day) };
}

/** When the next rotation begins after `at`. */
export function nextRotation(rules: RotationRules, at: number): number | undefined {
  const { scheduleExpression, automaticallyAfterDays } = rules;
  const [next] = cronRuns(scheduleExpression ?? '', at, 1);
  if (next !== undefined) return next;
  const hours = rateHours(scheduleExpression) ?? (automaticallyAfterDays ?? 0) * 24;
  return hours === 0 ? undefined : at + hours * hour;
}

/** How far rotations lie apart, in hours; Infinity where there is no schedule. */
export function hoursBetweenRotations(rules: RotationRules | undefined): number {
  if (rules === undefined) return Infinity;
  const days = rules.automaticallyAfterDays;
  return rateHours(rules.scheduleExpression) ?? (days === undefined ? Infinity : days * 24);
}

/** Can Secrets Manager rotate by this expression? Rates from 4 hours to 999 days, or a cron expression on the hour. */
export function isSchedule(expression: string): boolean {
  const hours = rateHours(expression);
  if (hours !== undefined) return hours >= 4;
  return cronRuns(expression, 0, 1).length > 0;
}
