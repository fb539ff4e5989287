import { expect } from 'chai';
import { drift } from '../../../src/app/drift.js';
import { remediate } from '../../../src/app/remediate.js';
import { blindKinds, type DriftDepth, type MendableFinding } from '../../../src/model/drift.js';
import type { DriftView } from '../../../src/report/types.js';
import type { InProcess } from '../in-process.js';
import type { CoveredWorld } from './covered-world.js';
import { stateOf } from './covered-state.js';
import type { Disturbance } from './disturbance.js';
import { changedThing, expectedAt, type Expected } from './expected.js';
import { mend } from './mend.js';
import { covered } from './state.js';

/** Those of the disturbances that can be done, one after the other. */
export function feasible(disturbances: readonly Disturbance[]): readonly Disturbance[] {
  const state = covered();
  return disturbances.filter((one) => {
    if (!one.can(state)) return false;
    one.change(state);
    return true;
  });
}

/** Does to a covered organization what it is told, and expects of the product that it finds and mends just that. */
export async function expectMended(
  from: CoveredWorld,
  disturbances: readonly Disturbance[],
  shallow: DriftDepth,
): Promise<void> {
  const world = await from.start();
  try {
    await disturbAndMend(world, feasible(disturbances), shallow);
  } finally {
    await world.stop();
  }
}

async function disturbAndMend(
  world: InProcess,
  done: readonly Disturbance[],
  shallow: DriftDepth,
): Promise<void> {
  const { simulator } = world;
  const before = stateOf(simulator);
  const state = covered();
  for (const one of done) {
    await one.apply(simulator);
    one.change(state);
  }
  const look = (depth: DriftDepth) => world.with((run) => drift(run, { ...everything, depth }));

  const seen = await look(shallow);
  expect(seen.unseen, `${shallow}: not seen`).to.deep.equal([]);
  expectSame(visible(seen, shallow), told(expectedAt(state, shallow)), `found at depth ${shallow}`);

  const { found, view: first } = await mendIn(world);
  const deep = expectedAt(state, 'deep');
  expectSame(toldOf(found), told(deep), 'found at depth deep');
  expectSame(toldOf(found.filter(isLeft)), told(deep.filter((one) => one.isLeft)), 'left to a person');
  const untold = found.filter((one) => isLeft(one) && one.instructions === undefined);
  expectSame(toldOf(untold), [], 'left to a person who is not told what to do');
  mend(state);
  expectSame(toldOf(first.findings), told(expectedAt(state, 'deep')), `after mending; ${outcomeOf(first)}`);
  for (const { undo } of done) await undo?.(simulator);
  const { view: second } = await mendIn(world);
  expectSame(toldOf(second.findings), [], `after a person has helped; ${outcomeOf(second)}`);
  expect(second.unseen).to.deep.equal([]);
  if (second.remediation) {
    const { view: last } = await mendIn(world);
    expect([toldOf(last.findings), last.calls.mutating], 'once more').to.deep.equal([[], 0]);
  } else expect(second.calls.mutating).to.equal(0);
  expect(stateOf(simulator)).to.deep.equal(before);
}

/** Looks at everything and mends it: `found` is what the first look found. What only then came to light was hidden by it. */
async function mendIn(
  world: InProcess,
): Promise<{ readonly view: DriftView; readonly found: readonly MendableFinding[] }> {
  let found: readonly MendableFinding[] | undefined;
  const approve = async (seen: DriftView) => {
    found ??= seen.findings;
    return true;
  };
  const view = await world.with((run) => remediate(run, { ...everything, depth: 'deep', approve }));
  return { view, found: found ?? view.findings };
}

/** Says what is too much and what is missing: a failing case is read, not compared. */
function expectSame(actual: readonly string[], wanted: readonly string[], what: string): void {
  const rest = [...wanted];
  const tooMuch = actual.filter((one) => {
    const index = rest.indexOf(one);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
  const said = [...tooMuch.map((one) => `not expected: ${one}`), ...rest.map((one) => `missing: ${one}`)];
  if (said.length > 0) expect.fail([what, ...said].join('\n'));
}

const everything = { only: [], scope: {} };

/** At a shallow depth some things are seen that it does not promise. */
function visible({ findings }: DriftView, depth: DriftDepth): readonly string[] {
  const blind = blindKinds(depth);
  return toldOf(findings.filter(({ kind }) => !blind.includes(kind)));
}

function isLeft({ mendedBy }: MendableFinding): boolean {
  return mendedBy.length === 0;
}

function told(expected: readonly Expected[]): readonly string[] {
  return expected.map(({ kind, place, thing }) => `${kind} ${place} ${thing}`).toSorted();
}

function toldOf(findings: readonly MendableFinding[]): readonly string[] {
  return findings
    .map((one) => `${one.kind} ${one.accountId ?? ''}/${one.region ?? ''} ${thingOf(one)}`)
    .toSorted();
}

function thingOf({ kind, thing, resource, differences }: MendableFinding): string {
  if (resource) return resource.logicalId;
  // `recordingMode.recordingFrequency` is a part of the mode.
  const fields = differences.map(({ field }) => field.replace(/\..*/, ''));
  return kind === 'recorder-changed' ? changedThing(thing, fields) : thing;
}

function outcomeOf({ remediation }: DriftView): string {
  if (!remediation) return 'nothing was done';
  const { outcome, results } = remediation.outcome;
  const failed = results.filter(({ state }) => state !== 'done' && state !== 'skipped');
  const why = failed.map(({ action, state, failures }) =>
    [action.id, state, ...failures.map(({ reason }) => reason)].join(' '),
  );
  return [outcome, ...why].join('; ');
}
