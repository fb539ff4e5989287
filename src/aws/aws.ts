import type { ApplyPorts } from '../apply/ports.js';
import type { CompliancePort } from '../compliance/ports.js';
import type { OpenHistory } from '../history/ports.js';
import type { DigestPorts } from '../send/ports.js';
import type { AccountId } from '../model/target.js';
import type { BucketReadPort, MembersPort, StackSetsReadPort } from '../observed/ports.js';
import type { AccountPort, OrganizationsPort } from '../organization/ports.js';
import type { PoliciesPort } from './policies.js';
import type { QuotasPort } from './quotas.js';

/** What was asked of AWS, counted. */
export interface CallCounts {
  readonly total: number;
  readonly mutating: number;
  /** By `service:Operation`, retries not counted twice. */
  readonly byOperation: Readonly<Record<string, number>>;
}

/** One call that was tried. */
export interface TriedRead {
  /** The IAM action. */
  readonly action: string;
  /** AWS's words, where it denied the call. Any other answer, `not found` too, comes after the permission. */
  readonly denied: string | undefined;
}

/** AWS as the use cases see it: one object, made once per run by `connect`. */
export interface Aws {
  readonly identity: { readonly accountId: AccountId; readonly arn: string; readonly partition: string };
  /** The caller's role as IAM has it, with its path; `undefined` where it is none, or IAM may not be asked. */
  callerRole(): Promise<string | undefined>;
  /** Random: tells this run from every other. */
  readonly runId: string;
  readonly organizations: OrganizationsPort;
  readonly account: AccountPort;
  readonly stackSets: StackSetsReadPort;
  readonly members: MembersPort;
  /** @throws LookRefused where no role may read the aggregator. */
  compliance(): Promise<CompliancePort>;
  readonly history: OpenHistory;
  /** @throws LookRefused where the role aggregator-admin can not be taken. */
  digest(): Promise<DigestPorts>;
  readonly apply: ApplyPorts;
  readonly policies: PoliciesPort;
  readonly quotas: QuotasPort;
  /** Tries the reads that the caller needs, and changes nothing. */
  triedReads(): Promise<readonly TriedRead[]>;
  /** S3 on the hub's bucket, through the roles of the org.yaml: none of ours may empty it. */
  bucket(): Promise<BucketReadPort>;
  /** Does a bucket of this name exist, in anybody's account? */
  bucketExists(name: string): Promise<boolean>;
  /** Milliseconds by which AWS's clock is ahead of this machine's. */
  clockSkew(): number | undefined;
  calls(): CallCounts;
  /** Closes connections. */
  close(): void;
}
