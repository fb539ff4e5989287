import {
  driftDepths,
  seenKinds,
  thingKey,
  type DriftFinding,
  type DriftKind,
  type TimesMended,
} from '../../model/drift.js';
import { isInScope, isNarrow, scopeOf, type Scope } from '../../model/scope.js';
import type { AccountId, RegionName } from '../../model/target.js';
import type { RunRecord } from './parse-record.js';
import { entriesOf } from './summary.js';

/** What of one run that mends drift is remembered, without its record, which may be large. */
export interface MendingRun {
  /** What it mended, by thingKey. */
  readonly mended: ReadonlySet<string>;
  /** Where it looked to the end; missing: it was stopped, or not approved, and tells of nothing but what it mended. */
  readonly looked?: Looked;
}

interface Looked {
  readonly kinds: ReadonlySet<DriftKind>;
  readonly scope: Scope;
  /** Where nobody could look, by placeKey. */
  readonly unseen: ReadonlySet<string>;
}

/** What there is once for everybody: a run for some accounts or Regions leaves it alone. */
const everybodys: readonly DriftKind[] = [
  'trusted-access-lost',
  'management-roles-changed',
  'management-roles-unowned',
  'definition-missing',
  'definition-unowned',
  'definition-outdated',
  'aggregator-missing',
  'aggregator-unowned',
  'aggregator-changed',
  'aggregator-source-failing',
  'subscription-missing',
  'subscription-changed',
];

/** `undefined`: it is the record of a run that mends nothing there, or has not mended anything yet. */
export function mendingRun(record: RunRecord, organizationId: string): MendingRun | undefined {
  const isThere = entriesOf(record, 'surveyed').some((entry) => entry.organizationId === organizationId);
  if (!isThere || record.begun.options['remediate'] !== true) return undefined;
  const mended = entriesOf(record, 'mended');
  const looked = lookedAt(record);
  if (mended.length === 0 && looked === undefined) return undefined;
  return {
    mended: new Set(mended.flatMap(({ findings }) => findings.map(thingKey))),
    ...(looked && { looked }),
  };
}

function lookedAt(record: RunRecord): Looked | undefined {
  const found = entriesOf(record, 'found');
  const closed = entriesOf(record, 'closed').at(-1);
  const isStopped = entriesOf(record, 'ended').some(({ outcome }) => outcome === 'interrupted');
  if (found.length === 0 || closed === undefined || closed.error !== undefined || isStopped) return undefined;
  const { depth, only, account, region } = record.begun.options;
  const seen = seenKinds(driftDepths.find((one) => one === depth) ?? 'standard');
  return {
    kinds: new Set(Array.isArray(only) ? seen.filter((kind) => only.includes(kind)) : seen),
    scope: scopeOf({
      accounts: Array.isArray(account) ? account : undefined,
      regions: Array.isArray(region) ? region : undefined,
    }),
    unseen: new Set(found.flatMap(({ unseen }) => unseen.map(placeKey))),
  };
}

interface Place {
  readonly accountId?: AccountId | undefined;
  readonly region?: RegionName | undefined;
}

function placeKey({ accountId = '*', region = '*' }: Place): string {
  return `${accountId}/${region}`;
}

/** Did it look everywhere for all of these? Behind the last few that did, nothing is worth reading. */
export function sawAll({ looked }: MendingRun, kinds: readonly DriftKind[]): boolean {
  return (
    looked !== undefined &&
    !isNarrow(looked.scope) &&
    looked.unseen.size === 0 &&
    kinds.every((kind) => looked.kinds.has(kind))
  );
}

/** A run counts for a thing where it looked for that kind in that place. */
function counts({ mended, looked }: MendingRun, finding: DriftFinding): boolean {
  if (mended.has(thingKey(finding))) return true;
  if (!looked?.kinds.has(finding.kind)) return false;
  const { accountId, region } = finding;
  const isEverybodys = accountId === undefined || everybodys.includes(finding.kind);
  return (
    (isEverybodys ? !isNarrow(looked.scope) : isInScope(looked.scope, finding)) &&
    !looked.unseen.has(placeKey({ accountId, region })) &&
    !looked.unseen.has(placeKey({ accountId }))
  );
}

/**
 * In how many of the newest runs that looked at a thing it was mended, whatever was wrong with it: who meets one again and
 * again meets somebody who undoes it.
 *
 * @param runs the newest first.
 * @param most how many of them count.
 */
export function timesMended(runs: readonly MendingRun[], finding: DriftFinding, most: number): TimesMended {
  const newest = runs.filter((run) => counts(run, finding)).slice(0, most);
  const key = thingKey(finding);
  return { mended: newest.filter(({ mended }) => mended.has(key)).length, runs: newest.length };
}
