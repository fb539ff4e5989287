import { ServiceError } from './contract.js';
import { services } from './protocol/services.js';
import type { RateRule } from '../world-file/schema.js';
import type { FaultSubject } from './faults.js';

interface Bucket {
  tokens: number;
  /** Virtual milliseconds. */
  at: number;
}

/** Token buckets per rule, account and Region, filled by virtual time. None unless the world file asks for them. */
export class RateLimits {
  readonly #rules: readonly RateRule[];
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rules: readonly RateRule[], now: () => number) {
    this.#rules = rules;
    this.#now = now;
  }

  /**
   * Takes a token from each bucket concerned; throws the service's throttling error when one is empty, and then takes
   * none, as AWS's token buckets do: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
   */
  take(subject: FaultSubject): void {
    const now = this.#now();
    const buckets = this.#rules.flatMap((rule, index) => {
      if (rule.service !== subject.service) return [];
      if (rule.operation !== undefined && rule.operation !== subject.operation) return [];
      return [this.#filled(`${index}/${subject.accountId}/${subject.region}`, rule, now)];
    });
    if (buckets.every(({ tokens }) => tokens >= 1)) {
      for (const bucket of buckets) bucket.tokens -= 1;
      return;
    }
    const { code, message, status } = services[subject.service].throttled;
    throw new ServiceError(code, message, { status });
  }

  #filled(key: string, rule: RateRule, now: number): Bucket {
    const bucket = this.#buckets.get(key) ?? { tokens: rule.burst, at: now };
    bucket.tokens = Math.min(rule.burst, bucket.tokens + ((now - bucket.at) / 1000) * rule.perSecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
