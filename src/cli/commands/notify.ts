import { notifyDocument } from '../../report/json/notify.js';
import { renderNotify } from '../../report/render-notify.js';
import { exitCodes } from '../exit-codes.js';
import type { Session } from '../session.js';

export interface NotifyOptions {
  readonly dryRun?: boolean;
}

export async function notify(session: Session, { dryRun = false }: NotifyOptions): Promise<number> {
  const view = await session.withRun((run) => session.useCases.notify(run, { dryRun }));
  session.know(view.accountNames);
  await session.result(
    () => notifyDocument(view),
    () => renderNotify(view, session.style),
  );
  return exitCodes.done;
}
