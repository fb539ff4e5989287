import type { DesiredStackSet } from '../model/desired.js';
import type { HubGroup, LookLater, Obstacle } from '../model/plan.js';
import type { AccountId } from '../model/target.js';
import type { Again, Decisions } from './decisions.js';
import type { LeftOutRules } from './left-out-rules.js';
import type { RecorderMending } from './recorder-mending.js';
import type { RulesMending } from './rules-mending.js';
import type { Update } from './update-decision.js';

/** Decisions while they are being made. */
export interface Draft {
  readonly make: Map<string, Set<AccountId>>;
  readonly again: Map<string, Map<AccountId, Again>>;
  readonly put: RecorderMending[];
  readonly putRules: RulesMending[];
  rebuild: readonly HubGroup[] | undefined;
  readonly update: Map<string, Update>;
  readonly without: Map<string, Map<AccountId, readonly string[]>>;
  readonly leftOut: Map<string, Map<AccountId, LeftOutRules>>;
  readonly adoptedRules: Map<string, string[]>;
  readonly start: Decisions['start'][number][];
  readonly extend: Decisions['extend'][number][];
  readonly foreign: string[];
  /** Targets, by key, where somebody else's recorder is in the place of ours: an update of our stack would fail there. */
  readonly replaced: Set<string>;
  /** Targets, by key, that have a recorder or get one. */
  readonly withRecorder: Set<string>;
  readonly lookLater: LookLater[];
  readonly obstacles: Obstacle[];
}

export function emptyDraft(): Draft {
  return {
    make: new Map(),
    again: new Map(),
    put: [],
    putRules: [],
    rebuild: undefined,
    update: new Map(),
    without: new Map(),
    leftOut: new Map(),
    adoptedRules: new Map(),
    start: [],
    extend: [],
    foreign: [],
    replaced: new Set(),
    withRecorder: new Set(),
    lookLater: [],
    obstacles: [],
  };
}

export function toMake({ name }: DesiredStackSet, accountId: AccountId, draft: Draft): void {
  const accounts = draft.make.get(name) ?? new Set();
  draft.make.set(name, accounts.add(accountId));
}

export function toMakeAgain(stackSet: DesiredStackSet, accountId: AccountId, how: Again, draft: Draft): void {
  const accounts = draft.again.get(stackSet.name) ?? new Map<AccountId, Again>();
  draft.again.set(stackSet.name, accounts.set(accountId, how));
  toMake(stackSet, accountId, draft);
}
