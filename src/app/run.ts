import type { ApplyPorts } from '../apply/ports.js';
import type { Catalog } from '../model/catalog.js';
import type { Clock } from '../model/clock.js';
import type { Templates } from '../model/desired.js';
import type { Emit } from '../model/events.js';
import type { OrgConfig } from '../model/org-config.js';
import type { AccountId } from '../model/target.js';
import type { MembersPort, StackSetsReadPort } from '../observed/ports.js';
import type { AccountPort, OrganizationsPort } from '../organization/ports.js';

/** What was asked of AWS, counted. */
export interface CallCounts {
  readonly total: number;
  readonly mutating: number;
  /** By `service:Operation`, retries not counted twice. */
  readonly byOperation: Readonly<Record<string, number>>;
}

/** AWS as the use cases see it: one object, made once per run by `aws`. */
export interface Aws {
  readonly identity: { readonly accountId: AccountId; readonly arn: string; readonly partition: string };
  readonly organizations: OrganizationsPort;
  readonly account: AccountPort;
  readonly stackSets: StackSetsReadPort;
  readonly members: MembersPort;
  readonly apply: ApplyPorts;
  calls(): CallCounts;
  /** Closes connections. */
  close(): void;
}

/** All that a use case needs; everything ambient is in here. */
export interface Run {
  readonly config: OrgConfig;
  /** The org.yaml's path as given, for the sources of exclusions. */
  readonly configFile: string;
  readonly catalog: Catalog;
  readonly templates: Templates;
  readonly aws: Aws;
  readonly clock: Clock;
  readonly emit: Emit;
  /** Aborted by Ctrl-C: the call in flight ends, nothing new starts. */
  readonly signal: AbortSignal;
}
