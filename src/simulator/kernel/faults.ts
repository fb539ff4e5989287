import { ServiceError } from './contract.js';
import { services } from './protocol/services.js';
import type { FaultRule } from '../world-file/schema.js';
import type { ServiceName } from './contract.js';

/** What a rule is matched against. */
export interface FaultSubject {
  readonly service: ServiceName;
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  readonly callerArn: string;
}

/** The answer never arrives: the connection is cut, or stays silent. */
export class LostAnswer extends Error {
  readonly kind: 'reset' | 'timeout';

  constructor(kind: 'reset' | 'timeout') {
    super(`the answer is lost: ${kind}`);
    this.name = 'LostAnswer';
    this.kind = kind;
  }
}

export interface Fault {
  readonly error: ServiceError | LostAnswer;
  /** The operation takes effect all the same. */
  readonly executed: boolean;
}

/** Faults by script: each rule counts the calls that it matches and hits some of them. */
export class Faults {
  #rules: { rule: FaultRule; seen: number }[] = [];

  add(rule: Partial<FaultRule> & Pick<FaultRule, 'effect'>): void {
    this.#rules.push({ rule: { nth: 1, times: 1, executed: false, source: 'outside', ...rule }, seen: 0 });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault that hits this call, if any. Every matching rule counts the call; the first that hits decides. */
  meet(subject: FaultSubject, source: FaultRule['source'] = 'outside'): Fault | undefined {
    let hit: FaultRule | undefined;
    for (const entry of this.#rules) {
      const { rule } = entry;
      if (rule.source !== source) continue;
      if (rule.service !== undefined && rule.service !== subject.service) continue;
      if (rule.operation !== undefined && rule.operation !== subject.operation) continue;
      if (rule.accountId !== undefined && rule.accountId !== subject.accountId) continue;
      if (rule.region !== undefined && rule.region !== subject.region) continue;
      entry.seen += 1;
      const last = rule.times === 'always' ? Number.POSITIVE_INFINITY : rule.nth + rule.times - 1;
      if (entry.seen >= rule.nth && entry.seen <= last) hit ??= rule;
    }
    return (
      hit && {
        error: errorOf(hit.effect, subject),
        executed: hit.executed && hit.effect !== 'throttle' && hit.effect !== 'denied',
      }
    );
  }
}

function errorOf(effect: FaultRule['effect'], subject: FaultSubject): Fault['error'] {
  const facts = services[subject.service];
  if (effect === 'reset' || effect === 'timeout') return new LostAnswer(effect);
  if (effect === 'throttle')
    return new ServiceError(facts.throttled.code, facts.throttled.message, {
      status: facts.throttled.status,
    });
  if (effect === 'denied') {
    const action = `${subject.service}:${subject.operation}`;
    return new ServiceError(
      facts.denied.code,
      `User: ${subject.callerArn} is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`,
      { status: facts.denied.status },
    );
  }
  if ('status' in effect)
    return new ServiceError(
      effect.status === 503 ? 'ServiceUnavailable' : 'InternalFailure',
      'We encountered an internal error. Please try again.',
      { status: effect.status },
    );
  return new ServiceError(effect.error.code, effect.error.message, { status: effect.error.status });
}
