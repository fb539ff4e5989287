import { destroyDocument } from '../../report/json/destroy.js';
import { renderDestroy } from '../../report/render-destroy.js';
import { renderRemoval } from '../../report/plan/render-removal.js';
import type { RemovalView } from '../../report/types.js';
import { exitOfOutcome } from '../exit-codes.js';
import { confirm, isInteractive } from '../host.js';
import type { RecordOptions } from '../recording.js';
import type { Session } from '../session.js';
import { usageError } from '../usage-error.js';

export interface DestroyOptions extends RecordOptions {
  readonly autoApprove?: boolean;
  readonly deleteBucket?: boolean;
}

export async function destroy(session: Session, options: DestroyOptions): Promise<number> {
  const { host, style, useCases } = session;
  if (!options.autoApprove && !isInteractive(host))
    throw usageError('There is nobody to ask: this is not a terminal', undefined, 'Give --auto-approve.');
  const view = await session.recordedRun('destroy', options, (run) =>
    useCases.destroy(run, {
      approve: (planned) => approve(session, planned, options.autoApprove === true),
      deleteBucket: options.deleteBucket === true,
    }),
  );
  session.know(view.accountNames);
  await session.result(
    () => destroyDocument(view),
    () => renderDestroy(view, style),
  );
  return exitOfOutcome(view.outcome);
}

/** What would go is told on stderr: stdout is for what came of it. */
async function approve(session: Session, view: RemovalView, automatic: boolean): Promise<boolean> {
  session.know(view.accountNames);
  await session.tell(`${renderRemoval(view, session.errorStyle)}\n`);
  if (automatic) return true;
  return confirm(session.host, 'Take all this away? (yes or no) ', session.signal);
}
