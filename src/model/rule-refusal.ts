import type { RuleName } from './catalog.js';
import type { RegionName } from './target.js';

/** A rule that AWS Config does not take in a Region, although the catalog says that it works there. */
export interface RuleRefusal {
  readonly region: RegionName;
  readonly rule: RuleName;
  /** AWS's own words. */
  readonly reason: string;
}
