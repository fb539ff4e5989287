import type { Finding } from '../model/secret-report.js';

const day = 86_400_000;

/**
 * For how many days a secret has been non-compliant at the least: since AWS Config recorded the result that stands now.
 * It may be more, because a rule that runs again may record the same result again (assumed; AWS's page says 'the time
 * when AWS Config recorded the aggregate evaluation result', and no more):
 * https://docs.aws.amazon.com/config/latest/APIReference/API_AggregateEvaluationResult.html
 *
 * @returns whole days; `undefined` where the finding is another, or its time is not known.
 */
export function daysAtLeast({ state, recordedAt }: Finding, generatedAt: string): number | undefined {
  if (state !== 'non-compliant' || recordedAt === undefined) return undefined;
  return Math.max(0, Math.floor((Date.parse(generatedAt) - Date.parse(recordedAt)) / day));
}
