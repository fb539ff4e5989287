import type { RecordedItem, TimelineSubject, TrailEvent } from '../model/timeline.js';
import type { AccountId, RegionName } from '../model/target.js';

/** A secret of a name, as AWS Config knows it. */
export interface FoundSecret {
  readonly arn: string;
  readonly deleted: boolean;
}

/** AWS Config and CloudTrail in one target, as far as a history reads them. Throws a LookRefused where AWS does not let it. */
export interface HistoryPort {
  /** Secrets of this name, deleted ones too. */
  find(name: string): Promise<readonly FoundSecret[]>;
  /** Oldest first; none where the resource was never recorded. */
  items(subject: TimelineSubject, resourceId: string): Promise<readonly RecordedItem[]>;
  /** Changes that CloudTrail lists under this name of a resource, in the last 90 days. */
  trail(resourceName: string): Promise<readonly TrailEvent[]>;
}

/** The way into the secret's own account, through the look role. Throws a LookRefused where there is none. */
export type OpenHistory = (accountId: AccountId, region: RegionName) => Promise<HistoryPort>;
