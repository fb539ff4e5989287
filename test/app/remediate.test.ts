import { expect } from 'chai';
import { remediate } from '../../src/app/remediate.js';
import { exitOfDrift } from '../../src/cli/exit-codes.js';
import type { Event } from '../../src/model/events.js';
import type { DriftView } from '../../src/report/types.js';
import { driftDocument, driftSchema } from '../../src/report/json/drift.js';
import { renderDrift } from '../../src/report/render-drift.js';
import { createStyle } from '../../src/report/text/style.js';
import { stopRecorder } from '../support/disturb/recorder.js';
import { deleteRule } from '../support/disturb/rules.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const inShop = { accountId: '333333333333', region: 'us-east-1' };
const rules = [
  'secretsmanager-rotation-enabled-check',
  'secretsmanager-secret-periodic-rotation',
  'secretsmanager-secret-unused',
  'secretsmanager-using-cmk',
];

/** Whenever something is to be approved, somebody deletes one more rule. */
describe('remediation, while somebody goes on disturbing,', function () {
  this.timeout(60_000);
  let world: InProcess;
  let events: Event[];
  beforeEach(async () => {
    world = await startWorld('small');
    await world.apply();
    events = [];
    await deleteRule(world.simulator, inShop, rules[0] ?? '');
  });
  afterEach(() => world.stop());

  /** @param until the round in which they come to rest, or is not approved any more. */
  const mend = (options: { readonly restsIn?: number; readonly refusedIn?: number }): Promise<DriftView> => {
    let round = 0;
    const approve = async (): Promise<boolean> => {
      round += 1;
      if (round === options.refusedIn) return false;
      const rule = rules[round];
      if (round !== options.restsIn && rule !== undefined) await deleteRule(world.simulator, inShop, rule);
      return true;
    };
    const question = { depth: 'deep', only: [], scope: {}, approve } as const;
    return world.with((run) => remediate(run, question), { emit: (event) => events.push(event) });
  };
  const things = (code: 'found' | 'mended') =>
    events.flatMap((event) => (event.code === code ? [event.findings.map(({ thing }) => thing)] : []));
  const named = (index: number) => [`rule ${rules[index]}`];

  it('mends what has come to light in further rounds, and tells of each what it found and mended', async () => {
    const view = await mend({ restsIn: 3 });
    expect(view.remediation?.outcome.outcome).to.equal('done');
    expect(view.findings).to.deep.equal([]);
    expect(things('found')).to.deep.equal([named(0), named(1), named(2)]);
    expect(things('mended')).to.deep.equal([named(0), named(1), named(2)]);
    expect(view.remediation?.found.map(({ thing }) => thing)).to.deep.equal([0, 1, 2].flatMap(named));
    expect(exitOfDrift(view, true)).to.equal(0);
  });

  it('ends after the third, and fails with what is left', async () => {
    const view = await mend({});
    expect(view.findings.map(({ thing }) => thing)).to.deep.equal(named(3));
    expect(things('found')).to.have.length(3);
    expect(exitOfDrift(view, true)).to.equal(1);
  });

  it('does nothing that was not approved in its round', async () => {
    const view = await mend({ refusedIn: 2 });
    expect(view.findings.map(({ thing }) => thing)).to.deep.equal(named(1));
    expect(things('mended')).to.deep.equal([named(0)]);
    expect(exitOfDrift(view, true)).to.equal(1);
  });
});

describe('remediation of what somebody undoes at once', function () {
  this.timeout(60_000);
  let world: InProcess;
  beforeEach(async () => {
    world = await startWorld('small');
    await world.apply();
    await stopRecorder(world.simulator, inShop);
  });
  afterEach(() => world.stop());

  /** @param times how often they stop what was started. */
  const mend = async (times: number): Promise<{ view: DriftView; rounds: number }> => {
    let left = times;
    let rounds = 0;
    const stopped: Promise<void>[] = [];
    const emit = (event: Event): void => {
      if (event.code !== 'action-ended' || event.action.type !== 'start-recorder' || left === 0) return;
      left -= 1;
      stopped.push(stopRecorder(world.simulator, inShop));
    };
    const approve = async (): Promise<boolean> => {
      rounds += 1;
      return true;
    };
    const question = { depth: 'standard', only: [], scope: {}, approve } as const;
    const view = await world.with((run) => remediate(run, question), { emit });
    await Promise.all(stopped);
    return { view, rounds };
  };
  const contestedIn = (findings: DriftView['findings'] = []) =>
    findings.flatMap(({ thing, contested }) =>
      contested ? [`${thing}: ${contested.mended} of ${contested.rounds}`] : [],
    );

  it('ends, and tells it as contested, with what to do', async () => {
    const { view, rounds } = await mend(Number.POSITIVE_INFINITY);
    expect(rounds).to.equal(3);
    const told = ['recorder orgsecrets: 3 of 3'];
    expect(contestedIn(view.findings)).to.deep.equal(told);
    expect(contestedIn(view.remediation?.found)).to.deep.equal(told);
    expect(view.findings[0]?.contested?.instructions).to.contain('StopConfigurationRecorder');
    expect(exitOfDrift(view, true)).to.equal(1);
    expect(renderDrift(view, createStyle({ width: 200, color: false }))).to.contain(
      'mended in 3 of the 3 rounds of this run, and found again',
    );
    expect(driftSchema.safeParse(driftDocument(view)).success).to.equal(true);
  });

  it('tells it too where they come to rest in the last round', async () => {
    const { view } = await mend(2);
    expect(view.findings).to.deep.equal([]);
    expect(contestedIn(view.remediation?.found)).to.deep.equal(['recorder orgsecrets: 2 of 3']);
    expect(exitOfDrift(view, true)).to.equal(2);
  });

  it('is not contested where it happened once', async () => {
    const { view } = await mend(1);
    expect(contestedIn(view.remediation?.found)).to.deep.equal([]);
    expect(exitOfDrift(view, true)).to.equal(0);
  });
});
