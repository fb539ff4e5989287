import type { DriftView } from '../report/types.js';
import { driftTerms, driftView, lookForDrift, seeContested, type DriftQuestion } from './look-for-drift.js';
import type { Run } from './run.js';

/** What is otherwise than it should be, and what would mend it: reads only. */
export async function drift(run: Run, question: DriftQuestion): Promise<DriftView> {
  const found = await lookForDrift(run, driftTerms(run, question), question.only);
  const look = (await seeContested(run, question, found, false))(found);
  run.emit({ code: 'found', findings: look.findings, unseen: look.unseen });
  return driftView(run, question, look);
}
