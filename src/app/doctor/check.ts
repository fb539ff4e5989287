import type { DoctorCheck } from '../../report/types.js';
import type { Facts } from './facts.js';

/** What an examination found. */
export interface Verdict extends Pick<DoctorCheck, 'verdict' | 'reason' | 'mend'> {
  /** The error that the verdict tells of: others that meet it refer to this check. */
  readonly because?: unknown;
}

/** One prerequisite. The code stays the same for ever, and is never given to another. */
export interface Check {
  readonly code: string;
  readonly title: string;
  /** What is looked at and what depends on it, for docs/doctor.md. */
  readonly what: string;
  /** How it is mended, in general, for docs/doctor.md. */
  readonly mend: string;
  readonly examine: (facts: Facts) => Verdict | Promise<Verdict>;
}

export function ok(reason: string): Verdict {
  return { verdict: 'ok', reason };
}

/** `first, second, third and 4 more`. */
export function listed(items: readonly string[], most = 5): string {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}
