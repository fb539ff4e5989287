import { planDocument, planFile } from '../../report/json/plan.js';
import { isEmptyPlan, renderPlan } from '../../report/plan/render-plan.js';
import { exitCodes } from '../exit-codes.js';
import { saveFile } from '../save-file.js';
import { scopeFrom } from '../scope.js';
import type { RecordOptions } from '../recording.js';
import type { Session } from '../session.js';

export interface PlanOptions extends RecordOptions {
  readonly out?: string;
  readonly detailedExitcode?: boolean;
  readonly account: readonly string[];
}

export async function plan(session: Session, options: PlanOptions): Promise<number> {
  const view = await session.recordedRun('plan', options, (run) =>
    session.useCases.plan(run, scopeFrom(options.account)),
  );
  session.know(view.accountNames);
  if (options.out !== undefined) await saveFile('The plan', options.out, planFile(view));
  await session.result(
    () => planDocument(view),
    () => renderPlan(view, session.style),
  );
  if (options.out !== undefined) {
    await session.tell(
      `Saved. To do exactly this: orgsecrets apply ${options.out} --config ${session.options.config}`,
    );
  }
  return options.detailedExitcode && !isEmptyPlan(view.plan) ? exitCodes.changes : exitCodes.done;
}
