import { contest } from '../../drift/contested.js';
import type { DriftFinding, DriftKind, TimesMended } from '../../model/drift.js';
import { OrgSecretsError } from '../../model/errors.js';
import type { Emit } from '../../model/events.js';
import { mendingRun, sawAll, timesMended, type MendingRun } from '../../report/record/history.js';
import { recordsOf } from './records-of.js';

/**
 * Most looks for drift mend nothing, and it is the last few that did which count: what lies behind this many looks is too
 * long ago to say that somebody undoes it again and again.
 */
const mostFiles = 200;

/**
 * How often the thing of a finding was mended in the last runs that mend and looked at it. What can't be read is told in a
 * warning: it is no reason not to look for drift.
 *
 * @param kinds what is asked about.
 */
export async function readTimesMended(
  folder: string,
  organizationId: string,
  kinds: readonly DriftKind[],
  emit: Emit,
): Promise<(finding: DriftFinding, runs: number) => TimesMended> {
  const unreadable = (reason: string) =>
    emit({ code: 'warning', text: `An earlier record can not be read: ${reason}` });
  const runs: MendingRun[] = [];
  let whole = 0;
  try {
    for await (const record of recordsOf(folder, { commands: ['drift'], most: mostFiles, unreadable })) {
      const run = mendingRun(record, organizationId);
      if (run === undefined) continue;
      runs.push(run);
      if (sawAll(run, kinds)) whole += 1;
      if (whole === contest.runs) break;
    }
  } catch (error) {
    if (!(error instanceof OrgSecretsError)) throw error;
    emit({ code: 'warning', text: `What is contested is not known: ${error.message}` });
  }
  return (finding, most) => timesMended(runs, finding, most);
}
