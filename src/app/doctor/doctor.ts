import { OrgSecretsError } from '../../model/errors.js';
import { LookRefused } from '../../observed/look-refused.js';
import type { DoctorCheck } from '../../report/types.js';
import { loadRun, type LoadOptions } from '../load.js';
import type { Run } from '../run.js';
import type { Check, Verdict } from './check.js';
import { checks } from './checks.js';
import { factsOf } from './facts.js';

export interface DoctorOptions extends LoadOptions {
  /** Codes of checks that are not examined, but shown as ignored. */
  readonly ignore?: readonly string[];
}

/**
 * Looks at every prerequisite without changing anything. What stops one examination does not stop the others.
 *
 * @returns a result for each check, in the order of their codes.
 * @throws OrgSecretsError InvalidConfig with every mistake of the org.yaml; InvalidUsage for an unknown code; Interrupted.
 */
export async function doctor(options: DoctorOptions): Promise<readonly DoctorCheck[]> {
  const { ignore = [], ...load } = options;
  checkCodes(ignore);
  const run = await connected(load);
  if (run instanceof OrgSecretsError) return withoutCredentials(run, ignore);
  try {
    return await examineAll(run, ignore);
  } finally {
    run.aws.close();
  }
}

function checkCodes(ignore: readonly string[]): void {
  const known = new Set(checks.map(({ code }) => code));
  const unknown = ignore.filter((code) => !known.has(code));
  if (unknown.length === 0) return;
  throw new OrgSecretsError('InvalidUsage', `There is no check ${unknown.join(', ')}.`, {
    fault: 'user',
    instructions: `The codes are ${[...known].sort().join(', ')}.`,
  });
}

/** The run, or why there is none: credentials that do not work are a finding too. */
async function connected(load: LoadOptions): Promise<Run | OrgSecretsError> {
  try {
    return await loadRun(load);
  } catch (error) {
    if (error instanceof OrgSecretsError && isAboutCredentials(error)) return error;
    throw error;
  }
}

function isAboutCredentials({ code }: OrgSecretsError): boolean {
  return code === 'NoCredentials' || code === 'NotPermitted' || code === 'AwsUnavailable';
}

function withoutCredentials(error: OrgSecretsError, ignore: readonly string[]): readonly DoctorCheck[] {
  const first = checks[0];
  return inOrder(
    checks.map((check) =>
      resultOf(check, ignore, check === first ? notWorking(error) : notExamined(first?.code ?? '')),
    ),
  );
}

function notWorking({ message, instructions }: OrgSecretsError): Verdict {
  return { verdict: 'failed', reason: message, mend: instructions };
}

function notExamined(code: string): Verdict {
  return { verdict: 'unknown', reason: `not examined, for the reason that ${code} gives` };
}

async function examineAll(run: Run, ignore: readonly string[]): Promise<readonly DoctorCheck[]> {
  const facts = factsOf(run);
  const reported = new Map<unknown, string>();
  const results: DoctorCheck[] = [];
  for (const check of checks) {
    if (!ignore.includes(check.code)) run.emit({ code: 'reading', what: `${check.code} ${check.title}` });
    const attempt = async (): Promise<Verdict> => {
      try {
        const verdict = await check.examine(facts);
        if (verdict.because !== undefined) reported.set(verdict.because, check.code);
        return verdict;
      } catch (error) {
        const before = reported.get(error);
        if (before !== undefined) return notExamined(before);
        const verdict = verdictOf(error);
        reported.set(error, check.code);
        return verdict;
      }
    };
    results.push(resultOf(check, ignore, ignore.includes(check.code) ? undefined : await attempt()));
  }
  return inOrder(results);
}

/** What could not be examined is unknown; a defect of ours is no less than a failure. */
function verdictOf(error: unknown): Verdict {
  if (error instanceof LookRefused) return { verdict: 'unknown', reason: error.message };
  if (error instanceof OrgSecretsError) {
    if (error.code === 'Interrupted') throw error;
    return { verdict: 'unknown', reason: error.message, mend: error.instructions };
  }
  return {
    verdict: 'failed',
    reason: `a defect of orgsecrets: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
    mend: 'Report it, with what --verbose shows.',
  };
}

function resultOf(
  { code, title }: Check,
  ignore: readonly string[],
  verdict: Verdict | undefined,
): DoctorCheck {
  return ignore.includes(code) || verdict === undefined
    ? { code, title, verdict: 'ignored', reason: 'ignored, as --ignore says' }
    : { code, title, verdict: verdict.verdict, reason: verdict.reason, mend: verdict.mend };
}

function inOrder(results: readonly DoctorCheck[]): readonly DoctorCheck[] {
  return results.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}
