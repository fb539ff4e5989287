/**
 * What the rooms of the simulator share: how an operation is declared, what it sees of the call, where it keeps
 * its state, how time passes, and how CloudFormation makes a resource.
 *
 * The simulator knows nothing of the product: nothing here may be imported from, or import, another folder of src.
 */

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
  | 'events';

/** An answer in AWS's own error form: the exact code, the message, whose fault it was. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  /** Members of the modelled error shape beside the message, e.g. `Reason` of ConstraintViolationException. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, options: { status?: number; details?: Record<string, unknown> } = {}) {
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
}

/** JSON-like data: inputs and outputs of operations have the member names of the AWS API model. */
export type Shape = Record<string, unknown>;

/** What an operation sees of one call. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  /** The Region of the endpoint that was called (from the signature's scope); `aws-global` services get their own Region. */
  readonly region: string;
  readonly requestId: string;
}

/** One thing that must be allowed before an operation runs. */
export interface Access {
  /** e.g. `config:PutConfigurationRecorder`. */
  readonly action: string;
  /** ARN, or `*` where the action has no resource type. */
  readonly resource: string;
  /** Condition keys beyond the global ones, e.g. `{'iam:PassedToService': 'config.amazonaws.com'}`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** One operation of one service. Each lives in a file of its own, named after it. */
export interface Operation {
  readonly service: ServiceName;
  /** The API's own name, e.g. `PutConfigurationRecorder`. */
  readonly name: string;
  /** Does it change anything in the world? Counted, logged, and the unit of the crash tests. */
  readonly mutating: boolean;
  /** What must be allowed. Default: one access, `<service>:<name>` on `*`. An empty list: open to everybody (GetCallerIdentity). */
  access?(input: Shape, call: Call): readonly Access[];
  /** Validates, changes the world, answers. Throws ServiceError. It may wait on the clock only where AWS's own call blocks. */
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
  /** State of `slot` for an account and a Region; for global services use the Region `global`. Made on first use. */
  state<T>(slot: Slot<T>, accountId: string, region: string): T;
  /** All that exists of a slot. */
  all<T>(slot: Slot<T>): Iterable<{ readonly accountId: string; readonly region: string; readonly value: T }>;
  /**
   * Calls an operation the way an HTTP call would: authorization, faults (only for outside calls), the log.
   * Services use it to act for a caller or as themselves (StackSets acting in a target account, say).
   */
  invoke(service: ServiceName, operation: string, input: Shape, as: { caller: Caller; region: string }): Promise<Shape>;
  /** Latencies that the world file sets, in virtual milliseconds, with the default given. */
  latency(name: string, defaultMs: number): number;
  /** Work that goes on after the answer (an operation on a StackSet). A rejection is a defect of the simulator and fails the run. */
  background(work: () => Promise<void>): void;
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
  create(properties: Shape, context: ProviderContext): Promise<MadeResource>;
  update(physicalId: string, properties: Shape, before: Shape, context: ProviderContext): Promise<MadeResource>;
  delete(physicalId: string, properties: Shape, context: ProviderContext): Promise<void>;
}
