import type { DriftDepth, DriftKind } from '../../model/drift.js';
import { folderOfRecords } from '../../app/runs/runs-folder.js';
import type { Plan } from '../../model/plan.js';
import { driftDocument } from '../../report/json/drift.js';
import { renderDrift, renderMending } from '../../report/render-drift.js';
import type { DriftView } from '../../report/types.js';
import { exitOfDrift } from '../exit-codes.js';
import { confirm, isInteractive } from '../host.js';
import type { RecordOptions } from '../recording.js';
import { scopeFrom } from '../scope.js';
import type { Session } from '../session.js';
import { usageError } from '../usage-error.js';

export interface DriftOptions extends RecordOptions {
  readonly depth: DriftDepth;
  readonly only: readonly DriftKind[];
  readonly account: readonly string[];
  readonly region: readonly string[];
  readonly remediate?: boolean;
  readonly autoApprove?: boolean;
  readonly detailedExitcode?: boolean;
}

export async function drift(session: Session, options: DriftOptions): Promise<number> {
  const { depth, only, remediate = false, autoApprove = false, detailedExitcode = false } = options;
  if (autoApprove && !remediate)
    throw usageError('--auto-approve is for --remediate', undefined, 'Without it nothing is changed.');
  if (remediate && !autoApprove && !isInteractive(session.host))
    throw usageError('There is nobody to ask: this is not a terminal', undefined, 'Give --auto-approve.');
  const question = {
    depth,
    only,
    scope: scopeFrom(options.account, options.region),
    earlierRuns: folderOfRecords(options.record || undefined),
  };
  const view = await session.recordedRun('drift', options, (run) =>
    remediate
      ? session.useCases.remediate(run, {
          ...question,
          approve: (found, plan) => approve(session, found, plan, autoApprove),
        })
      : session.useCases.drift(run, question),
  );
  session.know(view.accountNames);
  await session.result(
    () => driftDocument(view),
    () => renderDrift(view, session.style),
  );
  return exitOfDrift(view, detailedExitcode);
}

/** What was found goes to stderr: stdout is for what came of it. */
async function approve(session: Session, found: DriftView, plan: Plan, automatic: boolean): Promise<boolean> {
  session.know(found.accountNames);
  await session.tell(`${renderMending(found, plan, session.errorStyle)}\n`);
  if (automatic) return true;
  return confirm(session.host, 'Mend this? (yes or no) ', session.signal);
}
