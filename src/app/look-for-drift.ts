import { assumedRecorders } from '../drift/assumed.js';
import { checkKinds } from '../drift/check-kinds.js';
import { became } from '../drift/became.js';
import { checkPlaces } from '../drift/check-places.js';
import { markContested } from '../drift/contested.js';
import { findDrift } from '../drift/find-drift.js';
import type { Drift } from '../drift/finding.js';
import { mendingOnly, mendingPlan } from '../drift/mending-plan.js';
import { withMending } from '../drift/with-mending.js';
import {
  findingKey,
  seenKinds,
  type DriftDepth,
  type DriftFinding,
  type DriftKind,
  type MendableFinding,
  type UnseenPlace,
} from '../model/drift.js';
import type { Scope } from '../model/scope.js';
import type { DriftView } from '../report/types.js';
import { lookAround, type Look, type Terms } from './look-around.js';
import type { Run } from './run.js';
import { readTimesMended } from './runs/read-times-mended.js';
import { newPatience } from './trips/patience.js';

/** What drift is looked for. */
export interface DriftQuestion {
  readonly depth: DriftDepth;
  /** Only these kinds; empty: all of them. */
  readonly only: readonly DriftKind[];
  readonly scope: Scope;
  /** Where the records of earlier runs are. Missing: nothing is told as contested. */
  readonly earlierRuns?: string;
}

/** A look, with what has drifted; its plan is the part that mends that. */
export interface DriftLook extends Look {
  readonly findings: readonly MendableFinding[];
  /** Of kinds that are not asked for. */
  readonly others: readonly DriftFinding[];
  readonly unseen: readonly UnseenPlace[];
}

/** Drift detection takes AWS minutes, so it is only asked for what it can find. */
function isDetectionAsked(only: readonly DriftKind[]): boolean {
  const detected: readonly DriftKind[] = ['resource-missing', 'resource-changed', 'stack-deleted'];
  return only.length === 0 || only.some((kind) => detected.includes(kind));
}

/** @throws OrgSecretsError InvalidUsage where kinds are asked for that the depth does not see. */
export function driftTerms(run: Run, { depth, only, scope }: DriftQuestion): Terms {
  checkKinds(only, depth);
  return {
    approved: undefined,
    scope,
    depth,
    leavesUnowned: true,
    asksAnywhere: true,
    acceptGaps: [],
    deadline: run.clock.now() + run.config.stackSets.deadline * 60_000,
    gate: { coverage: undefined },
    refusals: [],
    patience: newPatience(),
    made: depth === 'deep' && isDetectionAsked(only) ? new Map() : undefined,
  };
}

/** The first look of a run. What it finds in a place that is not covered may be gone at a later one. */
export async function lookForDrift(run: Run, terms: Terms, only: readonly DriftKind[]): Promise<DriftLook> {
  const look = await lookAround(run, terms);
  const drift = findDrift(look.desired, look.observed);
  checkPlaces(terms.scope, look.desired, drift.findings);
  return narrowedTo(only, look, drift, ({ kind }) => isAsked(only, kind));
}

/**
 * A further look. Operations that are in progress are waited for first, since a look in between would take what they are
 * about to do for drift. What the findings before it have become is asked for too, whatever its kind.
 */
export async function lookForDriftAgain(
  run: Run,
  terms: Terms,
  only: readonly DriftKind[],
  before: Pick<DriftLook, 'findings' | 'others'>,
): Promise<DriftLook> {
  const look = await lookAround(run, terms);
  const drift = findDrift(look.desired, look.observed);
  const asked = new Set(before.findings.map(findingKey));
  const turned = new Set(became([...before.findings, ...before.others], before.findings, drift.findings));
  return narrowedTo(
    only,
    look,
    drift,
    (one) => isAsked(only, one.kind) || asked.has(findingKey(one)) || turned.has(one),
  );
}

function isAsked(only: readonly DriftKind[], kind: DriftKind): boolean {
  return only.length === 0 || only.includes(kind);
}

function narrowedTo(
  only: readonly DriftKind[],
  look: Look,
  { findings, unseen }: Drift,
  isChosen: (finding: DriftFinding) => boolean,
): DriftLook {
  const chosen = findings.filter(isChosen);
  const others = findings.filter((one) => !isChosen(one));
  const plan = mendingPlan(look.plan);
  return {
    ...look,
    plan: only.length === 0 ? plan : mendingOnly(plan, chosen),
    findings: withMending(chosen, look.plan),
    others,
    unseen,
  };
}

/**
 * Of one look: what was mended before, again and again, is marked.
 *
 * @param isMending whether this run mends what it finds.
 */
export async function seeContested(
  run: Run,
  { depth, only, earlierRuns }: DriftQuestion,
  { desired }: DriftLook,
  isMending: boolean,
): Promise<(look: DriftLook) => DriftLook> {
  if (earlierRuns === undefined) return (look) => look;
  const kinds = only.length > 0 ? only : seenKinds(depth);
  const timesMended = await readTimesMended(earlierRuns, desired.organizationId, kinds, run.emit);
  return (look) => ({ ...look, findings: markContested(look.findings, timesMended, isMending) });
}

export function driftView(run: Run, { depth, only }: DriftQuestion, look: DriftLook): DriftView {
  const { desired, findings, unseen, accountNames } = look;
  return {
    organizationId: desired.organizationId,
    prefix: desired.prefix,
    depth,
    only,
    targets: desired.coverage.length,
    findings,
    unseen,
    assumed:
      only.length === 0 || only.includes('instance-missing') ? assumedRecorders(desired, look.observed) : [],
    unchecked: [...look.observed.made].flatMap(([name, { unchecked }]) =>
      unchecked.map(
        (one) => `${one} of ${name === desired.managementRoles?.name ? 'stack' : 'StackSet'} ${name}`,
      ),
    ),
    accountNames,
    calls: run.aws.calls(),
  };
}
