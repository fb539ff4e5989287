import type { NotSeen } from '../model/observed.js';

/** AWS did not let the tool look. It is an answer about a target, not a failure of the run. */
export class LookRefused extends Error {
  readonly why: NotSeen['why'];

  constructor(why: NotSeen['why'], reason: string, cause?: unknown) {
    super(reason, { cause });
    this.name = 'LookRefused';
    this.why = why;
  }

  toNotSeen(): NotSeen {
    return { seen: false, why: this.why, reason: this.message };
  }
}
