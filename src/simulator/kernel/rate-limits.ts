import { ServiceError } from './contract.js';
import { services } from './protocol/services.js';
import type { RateRule } from '../world-file/schema.js';
import type { FaultSubject } from './faults.js';

/** Token buckets per rule, account and Region, filled by virtual time. None unless the world file asks for them. */
export class RateLimits {
  readonly #rules: readonly RateRule[];
  readonly #now: () => number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(rules: readonly RateRule[], now: () => number) {
    this.#rules = rules;
    this.#now = now;
  }

  /** Takes a token from each bucket concerned; throws the service's throttling error when one is empty. */
  take(subject: FaultSubject): void {
    for (const [index, rule] of this.#rules.entries()) {
      if (rule.service !== subject.service) continue;
      if (rule.operation !== undefined && rule.operation !== subject.operation) continue;
      const key = `${index}/${subject.accountId}/${subject.region}`;
      const now = this.#now();
      const bucket = this.#buckets.get(key) ?? { tokens: rule.burst, at: now };
      const tokens = Math.min(rule.burst, bucket.tokens + ((now - bucket.at) / 1000) * rule.perSecond);
      this.#buckets.set(key, { tokens: Math.max(0, tokens - 1), at: now });
      if (tokens >= 1) continue;
      const { code, message, status } = services[subject.service].throttled;
      throw new ServiceError(code, message, { status });
    }
  }
}
