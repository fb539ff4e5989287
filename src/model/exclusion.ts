import type { AccountId, RegionName } from './target.js';

/** The source of an exclusion that nobody decided on: a Region is switched off in the account. */
export const regionsSwitchedOff = 'account:ListRegions';

/** A target, account, Region or rule left out: never without its reason and where that reason comes from. */
export interface Exclusion {
  /** Missing: every account. */
  readonly accountId?: AccountId;
  /** Missing: every Region. */
  readonly region?: RegionName;
  /** Set where one rule alone is left out. */
  readonly rule?: string;
  readonly reason: string;
  /** A place in the org.yaml (`org.yaml accounts.exclude`), a page of AWS, or the AWS call that said so. */
  readonly source: string;
}
