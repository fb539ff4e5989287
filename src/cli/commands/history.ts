import { historyDocument } from '../../report/json/history.js';
import { historyHtml } from '../../report/history/history-html.js';
import { renderHistory } from '../../report/history/render-history.js';
import { exitCodes } from '../exit-codes.js';
import { saveFile } from '../save-file.js';
import type { Session } from '../session.js';

export interface HistoryOptions {
  readonly account?: string;
  readonly region?: string;
  readonly html?: string;
}

export async function history(session: Session, secret: string, options: HistoryOptions): Promise<number> {
  const { account, region, html } = options;
  const view = await session.withRun((run) => session.useCases.history(run, { secret, account, region }));
  if (html !== undefined) await saveFile('The history', html, historyHtml(view.history));
  await session.result(
    () => historyDocument(view),
    () => renderHistory(view, session.style),
  );
  return exitCodes.done;
}
