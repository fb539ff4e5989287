import type { Limit } from '../model/catalog.js';
import type { AggregatorStatus } from '../model/outcome.js';
import type { AccountId } from '../model/target.js';
import { noReason } from '../model/no-reason.js';
import type { AggregatorReadPort } from '../observed/ports.js';

type Source = Awaited<ReturnType<AggregatorReadPort['sourcesStatus']>>[number];

export interface SourceFacts {
  /** Accounts that are covered: each has to be among the sources. */
  readonly covered: readonly AccountId[];
  /** Active accounts of the organization: the aggregator takes in all of them. */
  readonly accounts: number;
  /** How many AWS Config adds to aggregators in a week, if nobody had it raised. */
  readonly weekly: Limit;
}

/**
 * One word for all sources of an aggregator, the worst first. An account without a row has not been taken in (assumed: AWS
 * does not say what becomes of accounts beyond the week's quota), and what is not known is not well. Where no account has a
 * row, the organization's rows speak for all of them, as they do in a report (`placesOf`).
 */
export function summarizeSources(
  sources: readonly Source[],
  { covered, accounts, weekly }: SourceFacts,
): Pick<AggregatorStatus, 'status' | 'detail'> {
  const failed = sources.filter((source) => source.status === 'FAILED');
  const first = failed[0];
  if (first)
    return {
      status: 'failed',
      detail: `${failed.length} of ${sources.length} sources failed, first ${first.source} in ${first.region}: ${first.error ?? noReason}`,
    };
  if (sources.length === 0)
    return { status: 'waiting', detail: 'AWS Config has not collected from any source yet' };
  const outdated = sources.filter((source) => source.status === 'OUTDATED');
  if (outdated.length > 0)
    return { status: 'outdated', detail: `${outdated.length} of ${sources.length} sources are outdated` };
  const takenIn = new Set(sources.map(({ source }) => source).filter((source) => /^\d{12}$/.test(source)));
  const missing = takenIn.size === 0 ? [] : covered.filter((accountId) => !takenIn.has(accountId));
  if (missing.length === 0) return { status: 'succeeded' };
  const detail = `${missing.length} of ${covered.length} covered accounts are not taken in yet`;
  return accounts > weekly.value
    ? {
        status: 'filling',
        detail: `${detail}: AWS Config adds ${weekly.value} a week to the aggregators of an account, unless that was raised (${weekly.source}). The others follow by themselves; doctor (D018) shows how to ask for more.`,
      }
    : { status: 'waiting', detail };
}
