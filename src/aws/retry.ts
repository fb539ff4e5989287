import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from '@smithy/types';
import type { Clock } from '../model/clock.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Pace } from './pace.js';

/** How often one call is tried. */
export interface RetryLimits {
  /** Attempts where AWS had a fault of its own, or was not reached. */
  readonly attempts: number;
  /** Attempts where AWS asked to slow down. */
  readonly throttled: number;
}

export const usualLimits: RetryLimits = { attempts: 5, throttled: 12 };
/** Bad credentials, a wrong proxy and a missing network show at the first STS call: those wait for nothing. */
export const stsLimits: RetryLimits = { attempts: 2, throttled: 8 };

/** What a strategy waits with. */
export interface Waits {
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly pace: Pace;
}

const base = { fault: 100, throttled: 500 };
const longestPause = 20_000;

/**
 * The one retry policy, given to every client: exponential backoff with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), capped. It waits on the clock that was
 * passed in, and an interruption ends the wait, and with it the call. Each attempt takes a turn of the pace.
 */
export function retryStrategy(limits: RetryLimits, { clock, random, signal, pace }: Waits): RetryStrategyV2 {
  return {
    async acquireInitialRetryToken() {
      await pace.turn();
      return token(0);
    },
    recordSuccess: () => pace.faster(),
    async refreshRetryTokenForRetry(last, info) {
      const reason = retryReason(info);
      const tried = last.getRetryCount() + 1;
      const limit = reason === undefined ? 0 : reason === 'throttled' ? limits.throttled : limits.attempts;
      if (reason === 'throttled') pace.slower();
      // A rejection ends the retries; the SDK then throws the call's own error, not this one.
      if (reason === undefined || tried >= limit) return Promise.reject(noMoreAttempts());
      await clock.sleep(random() * Math.min(longestPause, base[reason] * 2 ** tried), signal);
      await pace.turn();
      return token(tried);
    },
  };
}

function noMoreAttempts(): OrgSecretsError {
  return new OrgSecretsError('Internal', 'No more attempts.', { fault: 'internal' });
}

function token(count: number): RetryToken {
  return { getRetryCount: () => count, getRetryDelay: () => 0 };
}

interface Thrown {
  readonly name?: string;
  readonly message?: string;
  readonly $metadata?: { readonly clockSkewCorrected?: boolean; readonly httpStatusCode?: number };
}

const aboutSignature =
  /^(AuthFailure|InvalidSignatureException|RequestExpired|RequestInTheFuture|RequestTimeTooSkewed|SignatureDoesNotMatch)$/;

/** @returns why one more attempt may succeed, or `undefined` where AWS's answer is final. */
function retryReason({
  errorType,
  error,
}: Pick<RetryErrorInfo, 'errorType' | 'error'>): keyof typeof base | undefined {
  const { name, message, $metadata } = (error ?? {}) as Thrown;
  if (message?.includes('Rate exceeded')) return 'throttled';
  // The SDK takes this code for throttling. CloudFormation and Config mean a quota by it, and more calls don't raise it.
  if (name === 'LimitExceededException') return undefined;
  // https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html
  if (name === 'ConcurrentModificationException') return 'fault';
  if (errorType === 'THROTTLING') return 'throttled';
  // Where the machine's clock is wrong the SDK takes every refusal for one of the signature. Those are told by name.
  if ($metadata?.clockSkewCorrected && ($metadata.httpStatusCode ?? 500) < 500)
    return aboutSignature.test(name ?? '') ? 'fault' : undefined;
  return errorType === 'CLIENT_ERROR' ? undefined : 'fault';
}
