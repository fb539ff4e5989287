import type { DriftDepth, DriftKind } from '../../model/drift.js';
import { driftDocument } from '../../report/json/drift.js';
import { renderDrift } from '../../report/render-drift.js';
import { exitOfDrift } from '../exit-codes.js';
import type { RecordOptions } from '../recording.js';
import type { Session } from '../session.js';

export interface DriftOptions extends RecordOptions {
  readonly depth: DriftDepth;
  readonly only: readonly DriftKind[];
  readonly detailedExitcode?: boolean;
}

export async function drift(session: Session, options: DriftOptions): Promise<number> {
  const { depth, only, detailedExitcode = false } = options;
  const view = await session.recordedRun('drift', options, (run) =>
    session.useCases.drift(run, { depth, only }),
  );
  await session.result(
    () => driftDocument(view),
    () => renderDrift(view, session.style),
  );
  return exitOfDrift(view, detailedExitcode);
}
