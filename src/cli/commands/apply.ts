import { readFile } from 'node:fs/promises';
import type { Plan } from '../../model/plan.js';
import { applyDocument } from '../../report/json/apply.js';
import { planFromFile } from '../../report/json/plan.js';
import { isEmptyPlan, renderPlan } from '../../report/plan/render-plan.js';
import { renderOutcome } from '../../report/render-outcome.js';
import type { PlanView } from '../../report/types.js';
import { exitOfOutcome } from '../exit-codes.js';
import { confirm, isInteractive } from '../host.js';
import type { RecordOptions } from '../recording.js';
import type { Session } from '../session.js';
import { scopeFrom } from '../scope.js';
import { usageError } from '../usage-error.js';

export interface ApplyOptions extends RecordOptions {
  readonly autoApprove?: boolean;
  readonly acceptGaps: readonly string[];
  readonly allowDestroy?: boolean;
  readonly account: readonly string[];
}

export async function apply(
  session: Session,
  file: string | undefined,
  options: ApplyOptions,
): Promise<number> {
  const { host, style, useCases } = session;
  if (file === undefined && !options.autoApprove && !isInteractive(host)) {
    throw usageError(
      'There is nobody to ask: this is not a terminal',
      undefined,
      'Give --auto-approve, or a plan saved by `orgsecrets plan --out FILE`.',
    );
  }
  if (file !== undefined && options.account.length > 0)
    throw usageError(
      'A saved plan says itself which accounts it is for',
      undefined,
      'Leave --account out, or make the plan with it: orgsecrets plan --account ACCOUNT --out FILE.',
    );
  const approved = file === undefined ? undefined : await readPlan(file);
  const view = await session.recordedRun('apply', options, (run) =>
    useCases.apply(run, {
      approved,
      scope: scopeFrom(options.account),
      approve: (planned) => approve(session, planned, options.autoApprove === true),
      acceptGaps: options.acceptGaps,
      allowDestroy: options.allowDestroy === true,
    }),
  );
  session.know(view.accountNames);
  await session.result(
    () => applyDocument(view),
    () => renderOutcome(view, style),
  );
  return exitOfOutcome(view.outcome.outcome);
}

async function readPlan(file: string): Promise<Plan> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw usageError(`The plan ${file} can not be read`, cause);
  }
  return planFromFile(text);
}

/** The plan goes to stderr: stdout is for what came of it. */
async function approve(session: Session, view: PlanView, automatic: boolean): Promise<boolean> {
  session.know(view.accountNames);
  await session.tell(`${renderPlan(view, session.errorStyle)}\n`);
  if (automatic || isEmptyPlan(view.plan)) return true;
  return confirm(session.host, 'Do this? (yes or no) ', session.signal);
}
