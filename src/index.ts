/**
 * The library: the same use cases that the command line calls. A `Run` is loaded once, used for one use case, and its
 * connections are closed by `run.aws.close()`.
 */
export { accounts, type AccountsOptions } from './app/accounts.js';
export { apply, type ApplyOptions } from './app/apply.js';
export { doctor, type DoctorOptions } from './app/doctor/doctor.js';
export { drift } from './app/drift.js';
export type { DriftQuestion } from './app/look-for-drift.js';
export { remediate, type RemediateOptions } from './app/remediate.js';
export { history, type HistoryOptions } from './app/history.js';
export { init, type InitOptions } from './app/init/init.js';
export { loadRun, type LoadOptions } from './app/load.js';
export { notify, type NotifyOptions } from './app/notify.js';
export { plan } from './app/plan.js';
export type { Run } from './app/run.js';
export { destroy, type DestroyOptions } from './app/destroy.js';
export { report, type ReportOptions } from './app/report.js';
export { reportChunks, writeReport } from './app/report-files.js';
export { status } from './app/status.js';
export { validate, type Validated } from './app/validate.js';
export { coverageStates, type AccountCoverage, type CoverageState } from './model/account-coverage.js';
export type { Clock } from './model/clock.js';
export type { DriftDepth, DriftFinding, DriftKind, MendableFinding, UnseenPlace } from './model/drift.js';
export { OrgSecretsError, errorCodes, type ErrorCode, type Fault } from './model/errors.js';
export type { Emit, Event } from './model/events.js';
export type { Exclusion } from './model/exclusion.js';
export type { OrgConfig } from './model/org-config.js';
export type { ActionResult, AggregatorStatus, Gap, Outcome, VerifiedCoverage } from './model/outcome.js';
export type { Action, Plan } from './model/plan.js';
export type { AccountId, RegionName, Target } from './model/target.js';
export type {
  AccountsView,
  ApplyView,
  DoctorCheck,
  DriftView,
  HistoryView,
  InitFound,
  InitView,
  NotifyView,
  PlanView,
  ReportView,
  StatusView,
  DestroyView,
  RemovalView,
} from './report/types.js';
export { findingStates } from './model/secret-report.js';
export type * from './model/secret-report.js';
