import { expect } from 'chai';
import { callsOf } from '../../bench/budgets.js';
import { isMet } from '../../bench/figures.js';
import { joinFigures } from '../../bench/join-figures.js';
import { measureJoining, type Joined } from '../../bench/joining.js';

const size = { accounts: 30, regions: 2 };
/** How often these are asked depends on how long AWS takes. */
const waits = ['cloudformation:DescribeStackSetOperation', 'config:DescribeConfigRules'];

describe('accounts that join a covered organization', function () {
  this.timeout(120_000);
  let measured: readonly Joined[];
  before(async () => {
    measured = await measureJoining(size, [1, 5]);
  });

  it('are covered by one apply, and so is everybody else', () => {
    expect(measured.map(({ joined, targets, verified }) => [joined, targets, verified])).to.deep.equal([
      [1, 62, 62],
      [5, 72, 72],
    ]);
  });

  it('cost the calls of the budget, and as many changing ones for five as for one', () => {
    for (const { byOperation, terms, mutating } of measured) {
      const without = (calls: Readonly<Record<string, number>>) =>
        Object.fromEntries(Object.entries(calls).filter(([name]) => !waits.includes(name)));
      expect(without(byOperation)).to.deep.equal(without(callsOf(terms)));
      expect(mutating).to.equal(1 + 3 * size.regions);
    }
  });

  it('touch nobody who was covered before', () => {
    expect(measured.flatMap(({ disturbed }) => disturbed)).to.deep.equal([]);
  });

  it('miss a goal where somebody else is touched, a target is not proved, or a call is wasted', () => {
    const [one] = measured;
    const missed = (changes: Partial<Joined>) =>
      joinFigures({ ...one!, ...changes }, size).filter((figure) => !isMet(figure)).length;
    expect(missed({})).to.equal(0);
    expect(missed({ disturbed: ['222222222222'] })).to.equal(1);
    expect(missed({ verified: 61 })).to.equal(1);
    expect(missed({ mutating: 8 })).to.equal(1);
    expect(missed({ calls: Math.ceil(one!.bound * 1.2) })).to.equal(1);
  });
});
