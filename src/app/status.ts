import type { TargetLook } from '../model/observed.js';
import type { Gap, VerifiedCoverage } from '../model/outcome.js';
import { targetKey, type Target } from '../model/target.js';
import { strayAggregators } from '../observed/stray-aggregators.js';
import { observeSubscriptions } from '../observed/observe-subscriptions.js';
import { subscriptionsStatus } from '../plan/subscription-status.js';
import type { CellState, MatrixCell, StatusView } from '../report/types.js';
import { readAggregator } from './read-aggregator.js';
import { readCoverage } from './read-coverage.js';
import type { Run } from './run.js';
import { survey, type Survey } from './survey.js';

/** What is covered now, read back from AWS Config in every target: reads only, looks once. */
export async function status(run: Run): Promise<StatusView> {
  const surveyed = await survey(run);
  const { desired, accountNames } = surveyed;
  const { coverage, looks } = await readCoverage(run, desired);
  return {
    coverage,
    aggregator: await readAggregator(desired, run),
    strayAggregators: await strayAggregators(desired, 'home-region', run.aws.members, run.signal),
    subscriptions: subscriptionsStatus(
      desired.notifications,
      await observeSubscriptions(desired.notifications, run.aws.members),
    ),
    exclusions: desired.exclusions,
    matrix: matrixOf(surveyed, coverage, looks),
    accountNames,
    calls: run.aws.calls(),
  };
}

/** Every account that is a member, in every Region that anybody is covered in. */
function matrixOf(
  { organization, desired }: Survey,
  coverage: VerifiedCoverage,
  looks: ReadonlyMap<string, TargetLook>,
): readonly MatrixCell[] {
  const covered = new Set(desired.coverage.map(targetKey));
  const regions = [...new Set(desired.coverage.map((target) => target.region))];
  const gapsOf = (gaps: readonly Gap[]) => new Set(gaps.map(targetKey));
  const recorderGaps = gapsOf(coverage.recorder.gaps);
  const ruleGaps = gapsOf(coverage.rules.gaps);
  return organization.accounts.flatMap((account) =>
    regions.map((region) => {
      const target: Target = { accountId: account.id, region };
      const key = targetKey(target);
      const cell = (gaps: ReadonlySet<string>): CellState => {
        if (!covered.has(key)) return 'excluded';
        if (!looks.get(key)?.seen) return 'unknown';
        return gaps.has(key) ? 'gap' : 'verified';
      };
      const hasRules =
        desired.rulesByRegion.has(region) && (desired.rulesByRegion.get(region) ?? []).length > 0;
      return { ...target, recorder: cell(recorderGaps), rules: hasRules ? cell(ruleGaps) : 'excluded' };
    }),
  );
}
