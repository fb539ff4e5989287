import type { RuleName } from '../model/catalog.js';
import type { Desired, DesiredRule } from '../model/desired.js';
import type { UnseenTarget } from '../model/secret-report.js';
import { targetKey, type RegionName, type Target } from '../model/target.js';
import { noReason } from '../model/no-reason.js';
import type { SourceStatus } from './rows.js';

/** What a target's place in the coverage, and in the aggregator, means for its findings. */
export interface Places {
  /** Why nothing that the aggregator shows of the target is reliable; `undefined`: it is. */
  unseen(target: Target): string | undefined;
  /** Why the target is not covered; `undefined`: it is. */
  uncovered(target: Target): string | undefined;
  /** The rule as it should be in a Region, or why it is not there. */
  rule(rule: RuleName, region: RegionName): DesiredRule | { readonly missing: string };
  /** Covered targets that are unseen, sorted. */
  readonly invisible: readonly UnseenTarget[];
  /** Covered targets whose data is not the most recent, sorted. */
  readonly outdated: readonly UnseenTarget[];
}

/**
 * @param sources as the aggregator tells them. An account that has no row of its own was not collected yet; where no
 * account has one, the organization's rows speak for all of them.
 */
export function placesOf(desired: Desired, sources: readonly SourceStatus[]): Places {
  const bySource = new Map(
    sources.map((status) => [targetKey({ accountId: status.source, region: status.region }), status]),
  );
  const ofAccounts = sources.some(({ source }) => /^\d{12}$/.test(source));
  const ofOrganization = sources.filter(({ source }) => !/^\d{12}$/.test(source));
  const undecided = new Map(desired.undecided.map((target) => [targetKey(target), target.reason]));
  const covered = new Set(desired.coverage.map(targetKey));

  const statusOf = (target: Target): SourceStatus | undefined =>
    ofAccounts
      ? bySource.get(targetKey(target))
      : (ofOrganization.find(({ region }) => region === target.region) ?? ofOrganization[0]);
  const unseen = (target: Target): string | undefined => {
    const status = statusOf(target);
    if (status?.status === 'FAILED')
      return `AWS Config could not collect from there: ${status.error ?? noReason}`;
    // A row of its own means that the account has the Region after all.
    if (status !== undefined && ofAccounts) return undefined;
    const open = undecided.get(targetKey(target));
    return open ?? (status === undefined ? whyUncollected(desired, target) : undefined);
  };
  const withReason = (reasonOf: (target: Target) => string | undefined) =>
    desired.coverage.flatMap((target) => {
      const reason = reasonOf(target);
      return reason === undefined ? [] : [{ ...target, reason }];
    });

  return {
    unseen,
    uncovered: (target) => (covered.has(targetKey(target)) ? undefined : whyUncovered(desired, target)),
    rule: (rule, region) =>
      desired.rulesByRegion.get(region)?.find(({ name }) => name === rule) ?? {
        missing: whyMissing(desired, rule, region),
      },
    invisible: withReason(unseen),
    outdated: withReason((target) => {
      const status = statusOf(target);
      return status?.status === 'OUTDATED'
        ? (status.error ?? 'the aggregator’s data is not the most recent')
        : undefined;
    }),
  };
}

function whyUncollected({ aggregator: { regions } }: Desired, { region }: Target): string {
  return regions === 'all' || regions.includes(region)
    ? 'the aggregator has not collected from there'
    : 'the aggregator does not collect from this Region (aggregator.regions in the org.yaml)';
}

/** The exclusion that says the most about the target. */
function whyUncovered({ exclusions }: Desired, { accountId, region }: Target): string {
  const about = exclusions.filter(
    (one) =>
      one.rule === undefined &&
      (one.accountId ?? accountId) === accountId &&
      (one.region ?? region) === region,
  );
  const weight = (one: (typeof about)[number]) => (one.accountId ? 2 : 0) + (one.region ? 1 : 0);
  const best = about.toSorted((a, b) => weight(b) - weight(a))[0];
  return best ? `not covered: ${best.reason} (${best.source})` : 'not covered';
}

function whyMissing({ exclusions }: Desired, rule: RuleName, region: RegionName): string {
  const one = exclusions.find(
    (exclusion) => exclusion.rule === rule && (exclusion.region ?? region) === region,
  );
  return one ? `${one.reason} (${one.source})` : 'the rule is not deployed in this Region';
}
