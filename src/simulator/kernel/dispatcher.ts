import { checkConstraints } from './constraints.js';
import { ServiceError } from './contract.js';
import { LostAnswer } from './faults.js';
import { services } from './protocol/services.js';
import { refused } from './refused.js';
import type { Authorizer } from './authorize.js';
import type { CallRecord } from './call-log.js';
import type { Constraints } from './constraints.js';
import type { Call, Caller, Operation, RememberedCall, ServiceName, Shape, World } from './contract.js';
import type { Faults } from './faults.js';
import type { KillSwitch } from './kill-switch.js';
import type { RateLimits } from './rate-limits.js';

export interface IncomingCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: Shape;
  readonly caller: Caller;
  readonly region: string;
  readonly requestId: string;
  readonly source: CallRecord['source'];
  readonly wait: Call['wait'];
}

export interface DispatcherParts {
  readonly operations: readonly Operation[];
  /** `service/Operation` → what its requests must be. */
  readonly constraints: Readonly<Record<string, Constraints>>;
  readonly authorizer: Authorizer;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly killSwitch: KillSwitch;
  readonly log: CallRecord[];
  /** May credentials of the account be used at that Region's endpoints? */
  readonly regionIsEnabled: (world: World, accountId: string, region: string) => boolean;
}

/** Runs calls: log, faults, Region, the request's form, authorization, the operation itself. */
export class Dispatcher {
  readonly #parts: DispatcherParts;
  readonly #operations = new Map<string, Operation>();

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    for (const operation of parts.operations)
      this.#operations.set(`${operation.service}/${operation.name}`, operation);
  }

  find(service: ServiceName, name: string): Operation | undefined {
    return this.#operations.get(`${service}/${name}`);
  }

  /** Logs a call that was not made here: it changed something, and went well. */
  remember(call: RememberedCall, requestId: string): void {
    const { log } = this.#parts;
    log.push({ n: log.length + 1, ...call, mutating: true, requestId, source: 'inside' });
  }

  /** The operation's answer. Throws ServiceError, or LostAnswer for calls from outside. */
  async run(world: World, incoming: IncomingCall): Promise<Shape> {
    const { log } = this.#parts;
    const operation = this.find(incoming.service, incoming.operation);
    const record: CallRecord = {
      n: log.length + 1,
      time: world.clock.now(),
      service: incoming.service,
      operation: incoming.operation,
      accountId: incoming.caller.accountId,
      callerArn: incoming.caller.arn,
      region: incoming.region,
      mutating: operation?.mutating ?? false,
      input: loggedInput(operation, incoming.input),
      requestId: incoming.requestId,
      source: incoming.source,
    };
    log.push(record);
    try {
      if (!operation) throw refused('unknownOperation', incoming.service);
      return incoming.source === 'outside'
        ? await this.#outside(world, operation, incoming)
        : await this.#inside(world, operation, incoming);
    } catch (error) {
      record.error =
        error instanceof ServiceError
          ? error.code
          : error instanceof LostAnswer
            ? error.message
            : 'InternalFailure';
      throw error;
    }
  }

  async #outside(world: World, operation: Operation, incoming: IncomingCall): Promise<Shape> {
    const { faults, killSwitch, rateLimits } = this.#parts;
    if (killSwitch.dead) throw new LostAnswer('reset');
    const kill = operation.mutating ? killSwitch.before() : undefined;
    if (kill?.killed) throw new LostAnswer('reset');
    const subject = {
      service: incoming.service,
      operation: incoming.operation,
      accountId: incoming.caller.accountId,
      region: incoming.region,
      callerArn: incoming.caller.arn,
    };
    const fault = faults.meet(subject);
    if (fault && !fault.executed) throw fault.error;
    const ended = await settled(async () => {
      rateLimits.take(subject);
      return this.#perform(world, operation, incoming);
    });
    // Whatever became of the call: after a kill the product must not hear of it.
    if (kill?.after() || killSwitch.dead) throw new LostAnswer('reset');
    if ('failure' in ended) throw ended.failure;
    if (fault) throw fault.error;
    return ended.answer;
  }

  /** What a service calls itself arrives always; a script can make it fail. */
  async #inside(world: World, operation: Operation, incoming: IncomingCall): Promise<Shape> {
    const { service, region, caller } = incoming;
    const fault = this.#parts.faults.meet(
      {
        service,
        operation: incoming.operation,
        accountId: caller.accountId,
        region,
        callerArn: caller.arn,
      },
      'inside',
    );
    if (fault) throw fault.error;
    return this.#perform(world, operation, incoming);
  }

  async #perform(world: World, operation: Operation, incoming: IncomingCall): Promise<Shape> {
    const { authorizer, constraints, regionIsEnabled } = this.#parts;
    const { caller, region, service, input } = incoming;
    if (
      caller.type !== 'service' &&
      !services[service].global &&
      !regionIsEnabled(world, caller.accountId, region)
    )
      throw refused('unknownKey', service);
    // Before authorization (assumed): what is malformed names no resource that policies could decide about.
    checkConstraints(service, input, constraints[`${service}/${operation.name}`] ?? {});
    const call: Call = { world, caller, region, requestId: incoming.requestId, wait: incoming.wait };
    const accesses = operation.access
      ? operation.access(input, call)
      : [{ action: `${service}:${operation.name}`, resource: '*' }];
    authorizer.check(world, service, caller, region, accesses);
    return operation.handle(input, call);
  }
}

/** What the log may keep of a request. */
function loggedInput(operation: Operation | undefined, input: Shape): Shape {
  const members = operation?.logged;
  return members === undefined
    ? input
    : Object.fromEntries(Object.entries(input).filter(([name]) => members.includes(name)));
}

/** The outcome as a value, so that what must follow either way is written once. */
async function settled(
  work: () => Promise<Shape>,
): Promise<{ readonly answer: Shape } | { readonly failure: unknown }> {
  try {
    return { answer: await work() };
  } catch (failure) {
    return { failure };
  }
}
