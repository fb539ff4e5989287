/*
 * What the rules for secrets measure, in the words of their pages
 * (https://docs.aws.amazon.com/config/latest/developerguide/secretsmanager-using-cmk.html and its siblings).
 */

/** secretsmanager-secret-periodic-rotation: "The default value is 90 days." */
export const defaultMaxDaysSinceRotation = 90;

/** secretsmanager-secret-unused: "The default value is 90 days." */
export const defaultUnusedForDays = 90;

/** secretsmanager-rotation-enabled-check: "Re-evaluating this rule within 4 hours of the first evaluation will have no effect on the results." */
export const rotationEnabledSettlesForHours = 4;

/** How often a periodic rule runs unless it says otherwise. API model, ConfigRule, MaximumExecutionFrequency. */
export const defaultFrequency = 'TwentyFour_Hours';

/** Hours between the runs of a periodic rule, by the API's names. */
export const frequencyHours: Readonly<Record<string, number>> = {
  One_Hour: 1,
  Three_Hours: 3,
  Six_Hours: 6,
  Twelve_Hours: 12,
  TwentyFour_Hours: 24,
};
