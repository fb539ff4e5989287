import type { Clock } from '../model/clock.js';
import type { Desired, Templates } from '../model/desired.js';
import type { Emit } from '../model/events.js';
import type { SeenTarget, TargetLook } from '../model/observed.js';
import type { ActionResult, Gap, TargetFailure } from '../model/outcome.js';
import type { ProveRemoval } from '../model/plan.js';
import type { Target } from '../model/target.js';
import type { Proof } from '../verify/proof.js';
import type { ApplyPorts, OperationPreferences } from './ports.js';

/** What every action of one run shares. */
export interface ApplyContext {
  readonly desired: Desired;
  readonly templates: Templates;
  readonly ports: ApplyPorts;
  readonly preferences: OperationPreferences;
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch; no wait goes beyond it. */
  readonly deadline: number;
  /** Milliseconds; the shortest pause between two looks. */
  readonly pollInterval: number;
  /** Looks at targets with the depth of a proof; answers by targetKey. */
  readonly lookAt: (
    targets: readonly Target[],
    recorderProved?: ReadonlyMap<string, SeenTarget>,
  ) => Promise<ReadonlyMap<string, TargetLook>>;
  /** Whether what failed is tried again in this run: the gate then waits for that. */
  readonly isTriedAgain: (result: ActionResult) => boolean;
  /** The gate: waits until all coverage is proved, or says what is not. */
  readonly proveCoverage: () => Promise<Proof | readonly Gap[]>;
  /** The other gate: waits until nothing of ours is left in the targets, or says what is. */
  readonly proveRemoval: (
    places: Pick<ProveRemoval, 'recorders' | 'rules' | 'roles'>,
  ) => Promise<readonly TargetFailure[]>;
}
