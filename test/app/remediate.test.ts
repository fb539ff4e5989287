import { expect } from 'chai';
import { remediate } from '../../src/app/remediate.js';
import { exitOfDrift } from '../../src/cli/exit-codes.js';
import type { Event } from '../../src/model/events.js';
import type { DriftView } from '../../src/report/types.js';
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
