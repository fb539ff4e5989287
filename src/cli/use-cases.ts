import type { Run } from '../app/run.js';
import type { CoverageState } from '../model/account-coverage.js';
import type { Clock } from '../model/clock.js';
import type { DriftDepth, DriftKind } from '../model/drift.js';
import type { Emit } from '../model/events.js';
import type { OrgConfig } from '../model/org-config.js';
import type { Plan } from '../model/plan.js';
import type { Scope } from '../model/scope.js';
import type {
  AccountsView,
  ApplyView,
  ConfigProblem,
  DoctorCheck,
  DriftView,
  FailOn,
  Filters,
  GroupKey,
  InitView,
  NotifyView,
  PlanView,
  ReportView,
  HistoryView,
  StatusView,
  DestroyView,
  RunsView,
  RemovalView,
} from '../report/types.js';
import type { ReportFormat } from '../report/secrets/format-names.js';
import type { RunRecord } from '../report/record/parse-record.js';
import type { RecordChoices, RunRecorder } from '../report/record/recorder.js';
import type { Host } from './host.js';

export interface LoadOptions {
  readonly configFile: string;
  readonly env: Host['env'];
  readonly clock: Clock;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

interface DriftQuestion {
  readonly depth: DriftDepth;
  readonly only: readonly DriftKind[];
  readonly scope: Scope;
  readonly earlierRuns: string;
}

interface AccountsChoices {
  readonly scope: Scope;
  readonly units: readonly string[];
  readonly only: readonly CoverageState[];
  readonly prove: boolean;
  readonly folder: string;
}

interface ApplyChoices {
  readonly scope: Scope;
  readonly approved?: Plan | undefined;
  readonly approve: (view: PlanView) => Promise<boolean>;
  readonly acceptGaps: readonly string[];
  readonly allowDestroy: boolean;
}

interface InitChoices extends Omit<LoadOptions, 'configFile'> {
  readonly output: string;
  readonly force: boolean;
  readonly administrator?: string | undefined;
  readonly homeRegion?: string | undefined;
  readonly ask?:
    ((question: string, candidates: readonly string[]) => Promise<string | undefined>) | undefined;
}

interface ReportChoices {
  readonly filters: Filters;
  readonly groupBy: GroupKey | undefined;
  readonly failOn: readonly FailOn[];
  readonly deep: boolean;
}

export interface SimulatorChoices {
  readonly worldFile: string;
  readonly port: number;
  readonly seed: number | undefined;
  readonly timeScale: number | undefined;
  readonly snapshotFile: string | undefined;
}

/** A simulator that answers, until it is closed. */
export interface RunningSimulator {
  /** The line that tells others how to reach it. */
  readonly announcement: Readonly<Record<string, unknown>>;
  /** Rejects where the simulator met a defect of its own. */
  close(): Promise<void>;
}

/** What the commands ask for. Each is loaded when it is called, so that no command waits for the code of another. */
export interface UseCases {
  validate(
    configFile: string,
  ): Promise<{ config: OrgConfig | undefined; problems: readonly ConfigProblem[] }>;
  init(choices: InitChoices): Promise<InitView>;
  loadRun(options: LoadOptions): Promise<Run>;
  doctor(options: LoadOptions & { readonly ignore: readonly string[] }): Promise<readonly DoctorCheck[]>;
  plan(run: Run, scope: Scope): Promise<PlanView>;
  apply(run: Run, choices: ApplyChoices): Promise<ApplyView>;
  status(run: Run): Promise<StatusView>;
  accounts(run: Run, choices: AccountsChoices): Promise<AccountsView>;
  drift(run: Run, question: DriftQuestion): Promise<DriftView>;
  remediate(
    run: Run,
    question: DriftQuestion & { readonly approve: (found: DriftView, plan: Plan) => Promise<boolean> },
  ): Promise<DriftView>;
  notify(run: Run, choices: { readonly dryRun: boolean }): Promise<NotifyView>;
  report(run: Run, choices: ReportChoices): Promise<ReportView>;
  /** One format, in chunks. */
  reportChunks(view: ReportView, format: ReportFormat): Promise<Iterable<string>>;
  /** Several formats, each into a file of the folder; answers the files. */
  writeReport(view: ReportView, formats: readonly ReportFormat[], folder: string): Promise<readonly string[]>;
  history(
    run: Run,
    which: {
      readonly secret: string;
      readonly account?: string | undefined;
      readonly region?: string | undefined;
    },
  ): Promise<HistoryView>;
  destroy(
    run: Run,
    choices: { readonly approve: (view: RemovalView) => Promise<boolean>; readonly deleteBucket: boolean },
  ): Promise<DestroyView>;
  /** @param warn told where the record can't be kept, or not to its end. */
  keepRecord(choices: RecordChoices, clock: Clock, warn: (text: string) => void): Promise<RunRecorder<Run>>;
  readRuns(folder: string): Promise<{
    readonly records: readonly RunRecord[];
    readonly unreadable: RunsView['unreadable'];
  }>;
  simulate(choices: SimulatorChoices): Promise<RunningSimulator>;
}
