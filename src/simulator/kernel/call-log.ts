import type { ServiceName, Shape } from './contract.js';

/** One call, in the order of arrival. */
export interface CallRecord {
  readonly n: number;
  /** Virtual time, ms since the epoch. */
  readonly time: number;
  readonly service: ServiceName;
  readonly operation: string;
  /** The account of the caller's credentials; '' where they were refused. */
  readonly accountId: string;
  readonly callerArn: string;
  readonly region: string;
  readonly mutating: boolean;
  readonly input: Shape;
  readonly requestId: string;
  /** AWS's error code, once the call has ended in one. */
  error?: string;
  /** `outside`: over HTTP; `inside`: a service acting for somebody or for itself. */
  readonly source: 'outside' | 'inside';
}
