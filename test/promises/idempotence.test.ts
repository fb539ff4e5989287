import { expect } from 'chai';
import { startWorld, type InProcess } from '../support/in-process.js';
import { isOutsideChange } from '../support/outside-change.js';

describe('promise 2: a second apply', () => {
  let world: InProcess;
  before(async () => {
    world = await startWorld('small');
  });
  after(() => world.stop());

  it('makes no mutating call', async () => {
    const first = await world.apply();
    expect(first.outcome.outcome, JSON.stringify(first.outcome, undefined, 1)).to.equal('done');
    const before = world.simulator.log.length;
    const second = await world.apply();
    const mutating = world.simulator.log.slice(before).filter(isOutsideChange);
    expect(mutating.map(({ service, operation }) => `${service}:${operation}`)).to.deep.equal([]);
    expect(second.outcome).to.deep.include({ outcome: 'done', results: [] });
    expect(second.calls.mutating).to.equal(0);
  });
});
