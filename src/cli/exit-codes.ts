import type { ErrorCode } from '../model/errors.js';
import type { Outcome } from '../model/outcome.js';
import type { DriftView } from '../report/types.js';

export const exitCodes = {
  done: 0,
  failed: 1,
  changes: 2,
  invalid: 3,
  refused: 4,
  interrupted: 130,
} as const;

export type ExitName = keyof typeof exitCodes;

/** What each code means; the page in the docs is generated from this. */
export const exitMeanings: Readonly<Record<ExitName, string>> = {
  done: 'Done, or nothing to do.',
  failed: 'Something failed. What is done stays done; run the same command again once it is mended.',
  changes: 'There are changes (`plan --detailed-exitcode`), or drift (`drift --detailed-exitcode`).',
  invalid: 'The org.yaml, another input file or the command line is not valid. Nothing was changed.',
  refused:
    'A gate held: coverage is not proved, a plan is out of date, a secret fails `report --fail-on`, an exception has expired, or something was not allowed.',
  interrupted: 'Interrupted. The state is safe; run the same command again to go on.',
};

export function exitOfOutcome(outcome: Outcome['outcome']): number {
  return exitCodes[outcome];
}

/** What could not be looked at may have drifted, so nobody may take it for fine. */
export function exitOfDrift(
  { findings, unseen, remediation }: Pick<DriftView, 'findings' | 'unseen' | 'remediation'>,
  detailed: boolean,
): number {
  if (remediation && remediation.outcome.outcome !== 'done')
    return exitOfOutcome(remediation.outcome.outcome);
  if (unseen.length > 0) return exitCodes.failed;
  // What was to be mended and is there all the same was not mended.
  if (remediation && findings.some(({ mendedBy }) => mendedBy.length > 0)) return exitCodes.failed;
  // Who undoes what is mended is for a person to find out, also where it was mended once more.
  const isContested = remediation?.found.some(({ contested }) => contested !== undefined) ?? false;
  return detailed && (findings.length > 0 || isContested) ? exitCodes.changes : exitCodes.done;
}

export function exitNameOfError(code: ErrorCode): ExitName {
  switch (code) {
    case 'InvalidConfig':
    case 'InvalidUsage':
      return 'invalid';
    case 'Refused':
    case 'PlanChanged':
      return 'refused';
    case 'Interrupted':
      return 'interrupted';
    case 'WrongOrganization':
    case 'NotPermitted':
    case 'NoCredentials':
    case 'AwsUnavailable':
    case 'UnexpectedAnswer':
    case 'InvalidState':
    case 'NotOurs':
    case 'ActionFailed':
    case 'DeadlineReached':
    case 'Internal':
      return 'failed';
  }
}
