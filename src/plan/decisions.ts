import type { Difference, HubGroup, LookLater, Obstacle } from '../model/plan.js';
import type { AccountId, Target } from '../model/target.js';
import type { LeftOutRules } from './left-out-rules.js';
import type { RecorderMending } from './recorder-mending.js';
import type { RulesMending } from './rules-mending.js';
import type { Update } from './update-decision.js';

/** What is to be done where, before it is put into actions. */
export interface Decisions {
  /** By StackSet name: the accounts in which an instance is to be made, or made again; sorted. */
  readonly make: ReadonlyMap<string, readonly AccountId[]>;
  /** By StackSet name: definitions that change. */
  readonly update: ReadonlyMap<string, Update>;
  /** By StackSet name: accounts whose instance goes first, since what is gone in it comes back in no other way. */
  readonly again: ReadonlyMap<string, ReadonlyMap<AccountId, Again>>;
  readonly put: readonly RecorderMending[];
  readonly putRules: readonly RulesMending[];
  /** Groups of the hub to be made anew; none: only what was left out comes back; missing: nothing of it. */
  readonly rebuild: readonly HubGroup[] | undefined;
  readonly start: readonly { readonly target: Target; readonly recorder: string }[];
  readonly extend: readonly {
    readonly target: Target;
    readonly recorder: string;
    readonly differences: readonly Difference[];
  }[];
  /** By StackSet name and account: rules that our stack leaves out there. */
  readonly without: ReadonlyMap<string, ReadonlyMap<AccountId, readonly string[]>>;
  /** By StackSet name and account: what a standing stack left out, and should not any more. */
  readonly leftOut: ReadonlyMap<string, ReadonlyMap<AccountId, LeftOutRules>>;
  /** Targets, by key, whose recorder was there before. */
  readonly foreign: readonly string[];
  /** Rules that were there before, and are as they should be: the targets, by key, by the rule's name. */
  readonly adoptedRules: ReadonlyMap<string, readonly string[]>;
  readonly lookLater: readonly LookLater[];
  readonly obstacles: readonly Obstacle[];
}

/** How an instance goes before it is made again: with its stack, or by the StackSet forgetting a stack that is gone. */
export type Again = 'delete' | 'forget';
