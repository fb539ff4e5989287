import type { HandlerExecutionContext, MetadataBearer, Pluggable } from '@smithy/types';
import { OrgSecretsError } from '../model/errors.js';
import type { AccountId, RegionName } from '../model/target.js';
import type { CallLog } from './call-log.js';
import type { ClockSkew } from './clock-skew.js';
import { fromAws } from './errors.js';
import { isMutating } from './mutating-operations.js';

/** What a client is for. */
export interface ClientPurpose {
  /** The service's prefix in IAM actions, e.g. `config`. */
  readonly service: string;
  /** Missing until the caller's identity is known. */
  readonly accountId: AccountId | undefined;
  readonly region: RegionName;
}

/**
 * What every client goes through: each call is counted and told as an event, with its attempts; what it throws is an
 * OrgSecretsError; and after an interruption no call begins, while the one in flight ends.
 */
export function tracePlugin<I extends object, O extends MetadataBearer>(
  purpose: ClientPurpose,
  log: CallLog,
  signal: AbortSignal,
  skew: ClockSkew,
): Pluggable<I, O> {
  // The attempts of a call share its context and nothing else.
  const failedAttempts = new WeakMap<HandlerExecutionContext, string[]>();
  return {
    applyToStack(stack) {
      stack.add(
        (next, context) => async (args) => {
          const { service, accountId, region } = purpose;
          const operation = (context.commandName ?? 'Unknown').replace(/Command$/, '');
          if (signal.aborted) throw interrupted(`${service}:${operation}`, signal);
          const failures: string[] = [];
          failedAttempts.set(context, failures);
          log.count(service, operation);
          const event = {
            code: 'call' as const,
            service,
            operation,
            region,
            ...(accountId ? { accountId } : {}),
          };
          try {
            const result = await next(args);
            log.emit({ ...event, ...told(result.output.$metadata, failures) });
            return result;
          } catch (error) {
            const named = error as Partial<MetadataBearer> & { name?: string };
            const metadata = told(named.$metadata, failures.slice(0, -1));
            log.emit({ ...event, ...metadata, error: named.name ?? 'Error' });
            const mutating = isMutating(service, operation);
            throw fromAws(error, {
              service,
              operation,
              region,
              mutating,
              ...(accountId ? { accountId } : {}),
            });
          }
        },
        { step: 'initialize', priority: 'high', name: 'orgsecretsTrace' },
      );
      stack.add(
        (next, context) => async (args) => {
          try {
            const result = await next(args);
            skew.note(result.response);
            return result;
          } catch (error) {
            const { name, message } = error as Error;
            skew.note((error as { $response?: unknown }).$response);
            failedAttempts.get(context)?.push(`${name}: ${message}`);
            throw error;
          }
        },
        // After the SDK's retries, which are of high priority in this step: once per attempt.
        { step: 'finalizeRequest', priority: 'normal', name: 'orgsecretsAttempt' },
      );
    },
  };
}

function told(metadata: MetadataBearer['$metadata'] | undefined, retries: readonly string[]) {
  return {
    attempts: metadata?.attempts ?? 1,
    ...(metadata?.requestId ? { requestId: metadata.requestId } : {}),
    ...(retries.length > 0 ? { retries } : {}),
  };
}

function interrupted(call: string, signal: AbortSignal): OrgSecretsError {
  return new OrgSecretsError('Interrupted', `Interrupted before ${call}.`, {
    fault: 'user',
    instructions: 'Run the same command again: what is done is not done twice.',
    cause: signal.reason,
  });
}
