import { expect } from 'chai';
import { figuresOf, isMet } from '../../bench/figures.js';
import type { Measured } from '../../bench/measure.js';
import { measureApart } from '../../bench/measure-apart.js';
import { render } from '../../bench/render.js';

describe('the bench, on 20 accounts in 3 Regions', function () {
  this.timeout(120_000);
  let measured: Measured;

  before(async () => {
    ({ measured } = await measureApart({ accounts: 20, regions: 3 }, { status: true, bareSdk: false }));
  });

  it('applies from nothing, and a plan of the built command line then finds nothing to do', () => {
    expect(measured.plan.actions).to.equal(0);
    expect(measured.targets).to.equal(60);
    expect(measured.status?.verified).to.equal(60);
  });

  it('counts at most 1.1 × the calls that the bound allows for a plan and for status', () => {
    expect(measured.plan.calls / measured.plan.bound).to.be.at.most(1.1);
    expect(measured.status!.calls / measured.status!.bound).to.be.at.most(1.1);
  });

  it('holds the bound against the world: every target is in it once', () => {
    const looks = measured.plan.terms.find(
      ({ operation }) => operation === 'config:DescribeConfigurationRecorderStatus',
    );
    expect(looks?.calls).to.equal(60);
    expect(measured.plan.byOperation['config:DescribeConfigurationRecorderStatus']).to.equal(60);
  });

  it('makes the fewest StackSet operations, and is faster than one after the other', () => {
    expect(measured.apply.operations).to.equal(measured.apply.fewestOperations);
    expect(measured.apply.makespan).to.be.within(measured.apply.criticalPath, measured.apply.oneByOne);
  });

  it('measures what the child process cost', () => {
    const { memoryMb, cpuSeconds, wallSeconds } = measured.plan;
    expect(memoryMb).to.be.within(20, 1000);
    expect(cpuSeconds).to.be.above(0);
    expect(wallSeconds).to.be.above(0);
  });

  it('misses its goals where a plan asks too much, or finds something to do', () => {
    const missed = (plan: Partial<Measured['plan']>) =>
      figuresOf([{ ...measured, plan: { ...measured.plan, ...plan } }]).filter((figure) => !isMet(figure));
    expect(missed({})).to.deep.equal([]);
    expect(missed({ calls: Math.ceil(measured.plan.bound * 1.2) }).map(({ name }) => name)).to.deep.equal([
      'plan when covered, 20 × 3: calls',
    ]);
    expect(missed({ actions: 1 }).map(({ name }) => name)).to.deep.equal([
      'plan when covered, 20 × 3: actions',
    ]);
  });

  it('shows which operations are above the bound', () => {
    const wasteful: Measured = {
      ...measured,
      plan: { ...measured.plan, byOperation: { ...measured.plan.byOperation, 'sts:AssumeRole': 1000 } },
    };
    expect(render(figuresOf([wasteful]), [wasteful])).to.match(/sts:AssumeRole +1,000 +\+979/);
  });
});
