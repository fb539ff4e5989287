/**
 * What the rooms of the simulator share: how an operation is declared, what it sees of the call, where it keeps
 * its state, how time passes, and how CloudFormation makes a resource.
 *
 * The simulator knows nothing of the product: nothing here may be imported from, or import, another folder of src.
 */

import type { LatencyName } from '../world-file/latencies.js';

/** The services the simulator speaks, by their endpoint prefix. */
export type ServiceName =
  | 'organizations'
  | 'cloudformation'
  | 'config'
  | 'sts'
  | 'iam'
  | 'account'
  | 's3'
  | 'sns'
  | 'kms'
  | 'events'
  | 'sqs'
  | 'cloudtrail'
  | 'servicequotas'
  | 'secretsmanager';

/** An answer in AWS's own error form: the exact code, the message, whose fault it was. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  /** Members of the modelled error shape beside the message, e.g. `Reason` of ConstraintViolationException. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; details?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = 'ServiceError';
    this.code = code;
    this.status = options.status ?? 400;
    this.details = options.details ?? {};
  }
}

/** Virtual time. `now` is in milliseconds since the epoch. */
export interface SimClock {
  now(): number;
  /** Resolves when `ms` of virtual time have passed. Never rejects. */
  sleep(ms: number): Promise<void>;
}

/** Who signed a call (or as whom a service acts). */
export interface Caller {
  readonly accountId: string;
  /** `user` and `role` are checked against their policies; `service` acts with AWS's own authority. */
  readonly type: 'user' | 'role' | 'service';
  /** What GetCallerIdentity answers, e.g. `arn:aws:sts::111111111111:assumed-role/name/session`. */
  readonly arn: string;
  /** What `aws:PrincipalArn` holds: for a session, the role's own ARN. */
  readonly principalArn: string;
  /** A service principal, e.g. `config.amazonaws.com`, where `type` is `service`. */
  readonly service?: string;
  /** A session policy given to AssumeRole, which narrows the role. */
  readonly sessionPolicy?: string;
  readonly userId: string;
  /** For a `service` caller: on behalf of which resource it acts (`aws:SourceAccount`, `aws:SourceArn`, `aws:SourceOrgID`). */
  readonly source?: {
    readonly accountId: string;
    readonly arn: string;
    /** It does not tell the organization of the account. */
    readonly withoutOrganization?: boolean;
  };
  /** Services through which the call goes on with the caller's own permissions (`aws:CalledVia`), e.g. a stack without a role. */
  readonly calledVia?: readonly string[];
}

/**
 * JSON-like data: inputs and outputs of operations have the member names of the AWS API model.
 *
 * - Output timestamps are `Date` objects (state keeps numbers); each protocol writes them its own way. `undefined` members are left out.
 * - Input from the query protocol has text for every scalar (`'true'`, `'5'`) and `''` for an empty list, while JSON and
 *   inside calls have real types: read input through `kernel/input.ts`, which takes both.
 */
export type Shape = Record<string, unknown>;

/** What an operation sees of one call. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  /** The Region of the endpoint that was called (from the signature's scope); `aws-global` services get their own Region. */
  readonly region: string;
  readonly requestId: string;
  /**
   * Waits `ms` of virtual time where AWS's own call blocks. Never `world.clock.sleep` for that: the open call holds the
   * stepped clock, and would wait for ever.
   */
  wait(ms: number): Promise<void>;
}

/** One thing that must be allowed before an operation runs. */
export interface Access {
  /** e.g. `config:PutConfigurationRecorder`. */
  readonly action: string;
  /** ARN, or `*` where the action has no resource type. */
  readonly resource: string;
  /** Condition keys beyond the global ones, e.g. `{'iam:PassedToService': 'config.amazonaws.com'}`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The account that owns the resource. Default: the caller's. Another account needs the resource's policy too. */
  readonly ownerAccountId?: string;
  /** The resource's own policy (bucket, topic, key, bus, role trust), as JSON text. A `service` caller is checked against it alone. */
  readonly resourcePolicy?: string;
}

/** Where a REST operation is found, and how its parts travel, when JSON body and member names are not enough. */
export interface HttpBinding {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD';
  /** As in the AWS model: `/listRegions`, `/{Bucket}?policy`, `/{Bucket}/{Key+}`. Labels become input members. */
  readonly uri: string;
  /** Query parameter → input member. */
  readonly query?: Readonly<Record<string, string>>;
  /** Request header (lower case) → input member. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Input member that takes the whole body as text (restXml: else the parsed document's content, restJson: the members). */
  readonly body?: string;
  readonly answer?: {
    /** Default 200. */
    readonly status?: number;
    /** Output member that is the whole body, as text. */
    readonly body?: string;
    /** Output member → response header. */
    readonly headers?: Readonly<Record<string, string>>;
    /** restXml: the root element, e.g. `ListBucketResult`. */
    readonly root?: string;
    /** restXml: element name of a list's items, where the list is wrapped: `{Buckets: 'Bucket'}`; lists not named are flattened. */
    readonly items?: Readonly<Record<string, string>>;
  };
}

/** One operation of one service. Each lives in a file of its own, named after it. */
export interface Operation {
  readonly service: ServiceName;
  /** The API's own name, e.g. `PutConfigurationRecorder`. */
  readonly name: string;
  /** Does it change anything in the world? Counted, logged, and the unit of the crash tests. */
  readonly mutating: boolean;
  /** The members of its input that the log may keep, where not all of them. */
  readonly logged?: readonly string[];
  /** REST services only (account, s3). */
  readonly http?: HttpBinding;
  /** What must be allowed. Default: one access, `<service>:<name>` on `*`. An empty list: open to everybody (GetCallerIdentity). */
  access?(input: Shape, call: Call): readonly Access[];
  /** Validates, changes the world, answers. Throws ServiceError. It may wait (`call.wait`) only where AWS's own call blocks. */
  handle(input: Shape, call: Call): Shape | Promise<Shape>;
}

/** A kind of state that a service keeps per account and Region. State is plain JSON data, so that a snapshot is JSON.stringify. */
export interface Slot<T> {
  readonly name: string;
  create(): T;
}

/** The whole world: one mutable object, changed by operations alone. */
export interface World {
  readonly clock: SimClock;
  readonly partition: string;
  /** Deterministic in the seed: the same calls in the same order get the same values. */
  readonly random: SeededRandom;
  /** Overrides of the world file for every paginated list; `kernel/pages.ts` obeys them. */
  readonly paging: { readonly size?: number; readonly emptyPages: boolean };
  /** State of `slot` for an account and a Region; for global services use the Region `global`. Made on first use. */
  state<T>(slot: Slot<T>, accountId: string, region: string): T;
  /** All that exists of a slot. */
  all<T>(slot: Slot<T>): Iterable<{ readonly accountId: string; readonly region: string; readonly value: T }>;
  /**
   * Calls an operation the way an HTTP call would: authorization, faults (only for outside calls), the log.
   * Services use it to act for a caller or as themselves (StackSets acting in a target account, say).
   */
  invoke(
    service: ServiceName,
    operation: string,
    input: Shape,
    as: { caller: Caller; region: string },
  ): Promise<Shape>;
  /** Latencies that the world file sets, in virtual milliseconds, with the default given. */
  latency(name: LatencyName, defaultMs: number): number;
  /**
   * Work for a moment to come (ms since the epoch). It waits for time and never makes it pass: the stepped clock does not
   * jump for its sake, so that what recurs for ever (a periodic rule, a schedule) holds nobody up. A moment that is past: at once.
   */
  later(at: number, work: () => void | Promise<void>): void;
  /** Tells those who watch resources (AWS Config) that one was made, changed or deleted. */
  changed(change: ResourceChange): void;
  /** Puts a call into the log that nobody made over HTTP: one that the world file tells of. */
  remember(call: RememberedCall): void;
  /** Work that goes on after the answer (an operation on a StackSet). A rejection is a defect of the simulator and fails the run. */
  background(work: () => Promise<void>): void;
}

/** A call as the log has it, of the time before the first call or of what happens by itself. */
export interface RememberedCall {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly service: ServiceName;
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  readonly callerArn: string;
  readonly input: Shape;
}

/** A resource that was made, changed or deleted. */
export interface ResourceChange {
  readonly accountId: string;
  readonly region: string;
  /** As AWS Config names it, e.g. `AWS::SecretsManager::Secret`. */
  readonly type: string;
  /** As AWS Config names the resource. */
  readonly id: string;
}

export interface SeededRandom {
  /** In [0, 1). */
  next(): number;
  /** `length` characters of lower-case hex. */
  hex(length: number): string;
  uuid(): string;
}

/** What a resource provider may do while it makes a resource of a stack. */
export interface ProviderContext {
  readonly world: World;
  readonly accountId: string;
  readonly region: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** Calls an operation in the stack's account and Region (or another Region), as the role that the stack runs under. */
  call(service: ServiceName, operation: string, input: Shape, region?: string): Promise<Shape>;
  /** Waits on the virtual clock until `ready` answers true; a ServiceError (`NotStabilized`) after `timeoutMs`. */
  until(ready: () => boolean | Promise<boolean>, timeoutMs: number): Promise<void>;
}

export interface MadeResource {
  /** What `Ref` gives. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` gives. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** Makes, changes and deletes the resources of one CloudFormation type. */
export interface ResourceProvider {
  /** e.g. `AWS::Config::ConfigurationRecorder`. */
  readonly type: string;
  /** Properties whose change replaces the resource. */
  readonly replacedBy: readonly string[];
  /** Properties that the service never gives back: nobody can see that they drifted. */
  readonly writeOnly?: readonly string[];
  create(properties: Shape, context: ProviderContext): Promise<MadeResource>;
  update(
    physicalId: string,
    properties: Shape,
    before: Shape,
    context: ProviderContext,
  ): Promise<MadeResource>;
  delete(physicalId: string, properties: Shape, context: ProviderContext): Promise<void>;
  /**
   * What the resource is now, under the names of its properties; undefined where it is gone. `properties` is what it was
   * made with, for types whose id alone does not lead to it. Absent for types that CloudFormation can't read: drift
   * detection passes over them, and an update does not notice that they are gone.
   */
  readonly read?: (
    physicalId: string,
    properties: Shape,
    context: ProviderContext,
  ) => Promise<Shape | undefined>;
}
