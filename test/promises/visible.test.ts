import { expect } from 'chai';
import { plan } from '../../src/app/plan.js';
import { status } from '../../src/app/status.js';
import { renderPlan } from '../../src/report/plan/render-plan.js';
import { renderOutcome } from '../../src/report/render-outcome.js';
import { renderStatus } from '../../src/report/render-status.js';
import { createStyle } from '../../src/report/text/style.js';
import { configState } from '../../src/simulator/services/config/state.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const plain = createStyle({ width: 200, color: false });
const target = { accountId: '333333333333', region: 'eu-central-1' };

describe('promise 5: every exclusion has a reason and a source, every gap is visible', function () {
  this.timeout(60_000);
  let world: InProcess;
  afterEach(() => world.stop());

  it('shows each exclusion with both in plan, report and status', async () => {
    world = await startWorld('acme');
    const planned = await world.with(plan);
    const applied = await world.apply();
    const now = await world.with(status);
    for (const exclusions of [planned.plan.exclusions, applied.outcome.exclusions, now.exclusions]) {
      expect(exclusions.length).to.be.greaterThan(20);
      for (const { reason, source } of exclusions) expect([reason.trim(), source.trim()]).to.not.include('');
    }
    const text = [renderPlan(planned, plain), renderOutcome(applied, plain), renderStatus(now, plain)];
    for (const rendered of text.map((one) => one.replace(/\s+/g, ' ')))
      for (const { reason, source } of planned.plan.exclusions) {
        expect(rendered).to.include(reason.replace(/\s+/g, ' '));
        expect(rendered).to.include(source.replace(/\s+/g, ' '));
      }
  });

  it('shows a gap with its place and reason in report and status, and what is to be looked at later in the plan', async () => {
    world = await startWorld('small');
    const planned = await world.with(plan);
    for (const { accountId } of planned.plan.lookLater)
      expect(renderPlan(planned, plain)).to.include(accountId);
    await world.apply();
    configState(world.simulator.world, target).recorders.orgsecrets!.lastStatus = 'FAILURE';
    const applied = await world.apply();
    const now = await world.with(status);
    for (const rendered of [renderOutcome(applied, plain), renderStatus(now, plain)])
      for (const part of [
        '333333333333 (shop)',
        'eu-central-1',
        'recorder orgsecrets fails',
        '5 of 6 targets',
      ])
        expect(rendered).to.include(part);
  });
});

describe('promise 10: unknown is not compliant', function () {
  this.timeout(60_000);
  let world: InProcess;
  afterEach(() => world.stop());

  for (const [what, effect] of [
    ['AWS denies the look', 'denied'],
    ['AWS does not answer', { status: 500 }],
  ] as const)
    it(`counts a target as not verified where ${what}, and calls it unknown`, async () => {
      world = await startWorld('small');
      await world.apply();
      world.simulator.faults.add({ service: 'config', ...target, effect, times: 'always' });
      const now = await world.with(status);
      for (const thing of ['recorder', 'rules'] as const) {
        const { desired, verified, gaps } = now.coverage[thing];
        expect([desired, verified, gaps.length]).to.deep.equal([6, 5, 1]);
        expect(gaps[0]).to.deep.include(target);
        expect(gaps[0]?.reason).to.match(/^unknown: /);
      }
      const cell = now.matrix.find(
        (one) => one.accountId === target.accountId && one.region === target.region,
      );
      expect(cell).to.deep.include({ recorder: 'unknown', rules: 'unknown' });
      expect(renderStatus(now, plain)).to.include('??');
    });

  it('does not end an apply well where one target could not be looked at', async () => {
    world = await startWorld('small');
    await world.apply();
    world.simulator.faults.add({ service: 'config', ...target, effect: 'denied', times: 'always' });
    const view = await world.apply();
    expect(view.outcome.outcome).to.equal('failed');
    expect(view.calls.mutating).to.equal(0);
  });

  it('says unknown of the aggregator where it may not be read', async () => {
    world = await startWorld('small');
    await world.apply();
    world.simulator.faults.add({
      operation: 'DescribeConfigurationAggregators',
      effect: 'denied',
      times: 'always',
    });
    expect((await world.with(status)).aggregator.status).to.equal('unknown');
  });
});
