import type { GateResult } from '../findings/gate.js';
import type { GroupKey } from '../findings/group.js';
import type { AccountCoverage } from '../model/account-coverage.js';
import type { ControlMapping } from '../model/catalog.js';
import type { DriftDepth, DriftKind, MendableFinding, UnseenPlace } from '../model/drift.js';
import type { Exclusion } from '../model/exclusion.js';
import type { StrayAggregators } from '../model/observed.js';
import type { ActionResult, AggregatorStatus, Outcome, VerifiedCoverage } from '../model/outcome.js';
import type { Plan } from '../model/plan.js';
import type { ScopeData } from '../model/scope.js';
import type { SecretReport } from '../model/secret-report.js';
import type { SubscriptionsStatus } from '../model/subscription-status.js';
import type { AccountId, Target } from '../model/target.js';
import type { SecretHistory } from '../model/timeline.js';
import type { DigestMessage } from '../notify/digest-messages.js';
import type { Digest } from '../notify/digest.js';
import type { Sent } from '../notify/sent.js';

export type { Filters } from '../findings/filter.js';
export type { FailOn } from '../findings/gate.js';
export type { GroupKey } from '../findings/group.js';

/** Names of accounts, shown beside their ids. An id without a name is shown alone. */
export type AccountNames = ReadonlyMap<AccountId, string>;

/** What was asked of AWS, counted. */
export interface Calls {
  readonly total: number;
  readonly mutating: number;
  /** By `service:Operation`. */
  readonly byOperation: Readonly<Record<string, number>>;
}

/** One mistake of an org.yaml. `line` and `column` count from 1. */
export interface ConfigProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** e.g. `regions.include[2]`; empty for the document as a whole. */
  readonly path: string;
  readonly reason: string;
  /** The value as it stands in the file, where there is one. */
  readonly value?: string | undefined;
  /** The nearest right one, for a misspelt key, Region or rule. */
  readonly suggestion?: string | undefined;
}

/** One prerequisite that doctor looked at. */
export interface DoctorCheck {
  /** Stable: `D001`. */
  readonly code: string;
  readonly title: string;
  /** `ignored`: not examined, because the command line says so. */
  readonly verdict: 'ok' | 'warning' | 'failed' | 'unknown' | 'ignored';
  readonly reason: string;
  /** The command or console step that mends it. */
  readonly mend?: string | undefined;
}

/** A recorder that `init` came upon. */
export interface FoundRecorder extends Target {
  readonly name: string;
  readonly recording: boolean;
  readonly recordsSecrets: boolean;
  /** Has the name that ours have. */
  readonly ours: boolean;
}

/** What `init` found, and what it makes of it. */
export interface InitFound {
  readonly organizationId: string;
  readonly managementAccountId: AccountId;
  readonly caller: 'management-account' | 'delegated-administrator';
  readonly callerPattern: { readonly arn: string; readonly note?: string | undefined };
  readonly administrator: { readonly accountId: AccountId; readonly name: string; readonly why: string };
  readonly homeRegion: { readonly region: string; readonly why: string };
  readonly accounts: {
    readonly active: number;
    readonly inactive: readonly {
      readonly accountId: AccountId;
      readonly name: string;
      readonly state: string;
    }[];
  };
  readonly regions: {
    readonly include: readonly string[] | 'all';
    /** Looked at, and no recorder found. */
    readonly others: readonly string[];
  };
  readonly recorders: readonly FoundRecorder[];
  /** How much was looked at. */
  readonly looked: {
    readonly accounts: number;
    readonly of: number;
    readonly regions: number;
    readonly refused: readonly { readonly accountId: AccountId; readonly reason: string }[];
  };
  readonly delegatedAdministrators: {
    readonly config: readonly AccountId[];
    readonly stackSets: readonly AccountId[];
  };
  /** What shows that Control Tower governs here; empty: nothing does. */
  readonly controlTower: readonly string[];
}

export interface InitView {
  readonly file: string;
  readonly found: InitFound;
  readonly calls: Calls;
}

/** What `notify` would send, or has sent. */
export interface NotifyView {
  readonly digest: Digest;
  /** All of them, as they were made before the first was sent. */
  readonly messages: readonly DigestMessage[];
  /** Missing: a dry run. */
  readonly sent?: Sent | undefined;
  readonly accountNames: AccountNames;
  readonly calls: Calls;
}

export interface PlanView {
  readonly plan: Plan;
  readonly accountNames: AccountNames;
  readonly calls: Calls;
}

/** Something that a removal leaves where it is. */
export interface RemainsEntry {
  readonly what: string;
  readonly why: string;
}

/** What a removal would do. */
export interface RemovalView extends PlanView {
  readonly remains: readonly RemainsEntry[];
}

export interface DestroyView {
  readonly outcome: 'done' | 'failed' | 'interrupted';
  readonly results: readonly ActionResult[];
  readonly remains: readonly RemainsEntry[];
  readonly accountNames: AccountNames;
  readonly calls: Calls;
}

export interface ApplyView {
  readonly outcome: Outcome;
  /** What the run was narrowed to. */
  readonly scope?: ScopeData | undefined;
  readonly accountNames: AccountNames;
  readonly calls: Calls;
}

/** What was mended. */
export interface Remediation {
  readonly found: readonly MendableFinding[];
  /** Its coverage is that of the targets in which recorders or rules were worked on. */
  readonly outcome: Outcome;
  /**
   * What was interrupted before anybody looked again: the findings about which all is done, whose end nobody has seen. The
   * others are told as they were found. Missing: all was looked at again.
   */
  readonly notLookedAgain?: readonly MendableFinding[];
}

/** What has drifted. */
export interface DriftView {
  readonly organizationId: string;
  readonly prefix: string;
  readonly depth: DriftDepth;
  /** The kinds that were asked for; empty: all. */
  readonly only: readonly DriftKind[];
  /** How many targets the coverage has. */
  readonly targets: number;
  /** With remediation: those that are left. */
  readonly findings: readonly MendableFinding[];
  readonly unseen: readonly UnseenPlace[];
  /** What the depth takes for granted without a look. */
  readonly assumed: readonly UnseenPlace[];
  /** Resources of a type that drift detection does not know, as `AWS::… LogicalId of StackSet NAME`. */
  readonly unchecked: readonly string[];
  /** Missing: nothing was to be mended, or nobody asked for it. */
  readonly remediation?: Remediation;
  readonly accountNames: AccountNames;
  readonly calls: Calls;
}

/** `cut off`: there is no last line; the run was killed, or it goes on. */
export type RunState = 'done' | 'failed' | 'refused' | 'interrupted' | 'cut off';

/** A run in one line. */
export interface RunSummary {
  readonly id: string;
  readonly command: string;
  readonly version: string;
  readonly organizationId: string | undefined;
  readonly state: RunState;
  readonly exitCode: number | undefined;
  readonly startedAt: string;
  /** Of the last entry, where there is no last line. */
  readonly endedAt: string;
  /** By how they ended; `end-unknown`: they were begun, and no entry tells their end. */
  readonly actions: Readonly<Record<ActionResult['state'] | 'end-unknown', number>>;
  /** `undefined`: nobody looked for drift. */
  readonly findings: number | undefined;
  readonly mended: number;
  /** Calls that changed something. */
  readonly mutatingCalls: number;
}

/** Records of runs, the newest first, and files that are none. */
export interface RunsView {
  readonly folder: string;
  readonly runs: readonly RunSummary[];
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
}

export type CellState = 'verified' | 'gap' | 'unknown' | 'excluded';

/** One target of the coverage matrix. */
export interface MatrixCell extends Target {
  readonly recorder: CellState;
  readonly rules: CellState;
}

export interface ReportView {
  readonly report: SecretReport;
  /** The report was narrowed: it does not stand for the whole organization. */
  readonly filtered: boolean;
  /** What the findings are grouped by besides, where somebody asked. */
  readonly groupBy: GroupKey | undefined;
  /** Which controls ask for what the rules check. */
  readonly controls: readonly ControlMapping[];
  /** Why the run fails; it does not where all of it is empty. */
  readonly gate: GateResult;
  readonly accountNames: AccountNames;
  readonly calls: Calls;
}

export interface StatusView {
  readonly coverage: VerifiedCoverage;
  readonly aggregator: AggregatorStatus;
  readonly strayAggregators: StrayAggregators;
  /** Of each topic. */
  readonly subscriptions: readonly SubscriptionsStatus[];
  readonly exclusions: readonly Exclusion[];
  readonly matrix: readonly MatrixCell[];
  readonly accountNames: AccountNames;
  readonly calls: Calls;
}

/** Accounts of the organization, covered or not, sorted by id. */
export interface AccountsView {
  readonly organizationId: string;
  /** Coverage was read back from AWS Config; otherwise it is what our stacks say. */
  readonly proved: boolean;
  /** Those that were asked for. */
  readonly accounts: readonly AccountCoverage[];
  readonly accountNames: AccountNames;
  readonly calls: Calls;
}

export interface HistoryView {
  readonly history: SecretHistory;
  readonly calls: Calls;
}
