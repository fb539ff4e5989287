import type { RuleName } from '../model/catalog.js';
import { targetKey, type Target } from '../model/target.js';
import type { Results } from './results.js';
import type { RecordedSecret, RuleSummary } from './rows.js';

/** One call to GetAggregateComplianceDetailsByConfigRule, pages aside. */
export interface Question extends Target {
  readonly rule: RuleName;
  readonly compliance: 'COMPLIANT' | 'NON_COMPLIANT';
}

/**
 * What has to be asked rule by rule, because the recorded `AWS::Config::ResourceCompliance` does not answer it: only
 * recorders that were told to record that type have it, and advanced queries leave the others out without a word.
 * https://docs.aws.amazon.com/config/latest/developerguide/querying-AWS-resources.html#query-limitations
 *
 * A rule of a target is answered where every live secret that was recorded there has its result, and as many are
 * NON_COMPLIANT as the summary says.
 */
export function openQuestions(
  summaries: readonly RuleSummary[],
  secrets: readonly RecordedSecret[],
  recorded: Results,
): readonly Question[] {
  const byTarget = new Map<string, RecordedSecret[]>();
  for (const secret of secrets) {
    if (secret.deleted) continue;
    const key = targetKey(secret);
    const others = byTarget.get(key);
    if (others === undefined) byTarget.set(key, [secret]);
    else others.push(secret);
  }
  return summaries.flatMap((summary) =>
    isAnswered(summary, byTarget.get(targetKey(summary)) ?? [], recorded) ? [] : questionsOf(summary),
  );
}

/** A rule that is COMPLIANT has no resource that is not; one that has no result at all has nothing to tell. */
function questionsOf({ accountId, region, rule, compliance }: RuleSummary): readonly Question[] {
  const about = { accountId, region, rule };
  switch (compliance) {
    case 'NON_COMPLIANT':
      return [
        { ...about, compliance: 'NON_COMPLIANT' },
        { ...about, compliance: 'COMPLIANT' },
      ];
    case 'COMPLIANT':
      return [{ ...about, compliance: 'COMPLIANT' }];
    default:
      return [];
  }
}

function isAnswered(summary: RuleSummary, secrets: readonly RecordedSecret[], recorded: Results): boolean {
  const { rule } = summary;
  const ids = recorded.resourceIds(summary);
  if (ids.length === 0) return false;
  const answers = ids.flatMap((id) => recorded.get(summary, id)?.[rule] ?? []);
  const nonCompliant = answers.filter(({ compliance }) => compliance === 'NON_COMPLIANT').length;
  const agrees =
    summary.compliance === 'NON_COMPLIANT'
      ? nonCompliant === (summary.nonCompliant ?? nonCompliant) && nonCompliant > 0
      : nonCompliant === 0;
  return (
    agrees &&
    secrets.every(
      (secret) => recorded.get(secret, secret.resourceId)?.[rule] !== undefined || isExemptFrom(rule, secret),
    )
  );
}

/**
 * The rule says NOT_APPLICABLE of a secret without rotation, which the aggregator does not keep.
 * https://docs.aws.amazon.com/config/latest/developerguide/secretsmanager-scheduled-rotation-success-check.html
 */
export function isExemptFrom(rule: RuleName, { rotation }: RecordedSecret): boolean {
  return rule === 'secretsmanager-scheduled-rotation-success-check' && rotation.enabled === false;
}
