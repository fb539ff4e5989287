import { statusDocument } from '../../report/json/status.js';
import { renderStatus } from '../../report/render-status.js';
import { exitCodes } from '../exit-codes.js';
import type { Session } from '../session.js';

export async function status(session: Session): Promise<number> {
  const view = await session.withRun((run) => session.useCases.status(run));
  await session.result(
    () => statusDocument(view),
    () => renderStatus(view, session.style),
  );
  return exitCodes.done;
}
