import { runDocument, runsDocument } from '../../report/json/runs.js';
import type { RunRecord } from '../../report/record/parse-record.js';
import { summaryOf } from '../../report/record/summary.js';
import { renderRun } from '../../report/render-run.js';
import { renderRuns } from '../../report/render-runs.js';
import { exitCodes } from '../exit-codes.js';
import type { Session } from '../session.js';
import { usageError } from '../usage-error.js';

export interface RunsOptions {
  readonly folder: string;
}

export async function listRuns(session: Session, { folder }: RunsOptions): Promise<number> {
  const { records, unreadable } = await session.useCases.readRuns(folder);
  const view = { folder, runs: records.map(summaryOf), unreadable };
  await session.result(
    () => runsDocument(view),
    () => renderRuns(view, session.style),
  );
  return exitCodes.done;
}

export async function showRun(session: Session, id: string, { folder }: RunsOptions): Promise<number> {
  const { records } = await session.useCases.readRuns(folder);
  const record = find(records, id, folder);
  await session.result(
    () => runDocument(record),
    () => renderRun(record, session.style),
  );
  return exitCodes.done;
}

/** @param records the newest first. */
function find(records: readonly RunRecord[], id: string, folder: string): RunRecord {
  const [newest] = records;
  if (id === 'last' && newest) return newest;
  const exact = records.find(({ begun }) => begun.id === id);
  const similar = records.filter(({ begun }) => begun.id.startsWith(id));
  const [only, another] = exact ? [exact] : similar;
  if (only && !another) return only;
  throw usageError(
    similar.length === 0
      ? `There is no record ${id} in ${folder}`
      : `${similar.length} records in ${folder} begin with ${id}`,
    undefined,
    'Run orgsecrets runs to see which there are.',
  );
}
