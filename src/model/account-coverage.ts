import type { Exclusion } from './exclusion.js';
import type { AccountState } from './organization.js';
import type { AccountId, RegionName } from './target.js';

/**
 * `proved`: recorder and rules were read back from AWS Config in every target that is wanted. `deployed`: our stacks say
 * that they are there, and nobody looked. `pending`: something is missing in at least one target. `excluded`: nothing is
 * wanted in the account.
 */
export const coverageStates = ['proved', 'deployed', 'pending', 'excluded'] as const;

export type CoverageState = (typeof coverageStates)[number];

/** What some targets of an account wait for. */
export interface Pending {
  /** `apply`: the next run of it. `aws`: AWS is at it. `person`: somebody has to do what `instructions` say. */
  readonly waitsFor: 'apply' | 'aws' | 'person';
  readonly reason: string;
  readonly instructions?: string | undefined;
  /** Sorted. */
  readonly regions: readonly RegionName[];
}

/** A time, and where it comes from. */
export interface Since {
  /** In ISO 8601. */
  readonly at: string;
  /** `covered`: a run made the last of its recorders and rules. `joined`: it became a part of the organization. */
  readonly what: 'covered' | 'joined';
  /** The AWS call, or the record of the run, that said so. */
  readonly source: string;
}

/** How one account of the organization stands. */
export interface AccountCoverage {
  readonly accountId: AccountId;
  readonly name: string;
  readonly state: AccountState;
  /** The path of its organizational unit; `/` is the root. */
  readonly unit: string;
  readonly joinedAt: string | undefined;
  readonly coverage: CoverageState;
  /** How many targets are wanted, and in how many of them our stacks stand; `proved` is missing where nobody looked. */
  readonly targets: { readonly desired: number; readonly deployed: number; readonly proved?: number };
  /** What leaves the account out, as a whole or Region by Region. */
  readonly exclusions: readonly Exclusion[];
  readonly pending: readonly Pending[];
  /** Regions that count as deployed although no recorder of ours stands there: rules of ours do, and nobody looked. */
  readonly assumed: readonly RegionName[];
  /** Regions with stacks of ours in which nothing is wanted (any more). */
  readonly left: readonly RegionName[];
  /** Missing: nobody knows. */
  readonly since: Since | undefined;
}
