import { expect } from 'chai';
import { apply, type ApplyOptions } from '../../src/app/apply.js';
import type { Run } from '../../src/app/run.js';
import { status } from '../../src/app/status.js';
import { appliedSlot, quotaKey } from '../../src/simulator/services/servicequotas/state.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const quota = 'Maximum number of accounts added or deleted per week for all aggregators';
const week = 7 * 24 * 3_600_000;
const minute = 60_000;
const options: ApplyOptions = { approve: async () => true, acceptGaps: [], allowDestroy: false };

/** AWS Config adds two of the four accounts in a week; the catalog says the same, as it does of a thousand. */
const twoAWeek = (accountsBeyondTheWeek: string) => (text: string) => `${text}
quotas: [{ accountId: '222222222222', service: config, name: '${quota}', value: 2 }]
config: { accountsBeyondTheWeek: ${accountsBeyondTheWeek} }
`;
const believing = (run: Run): Run => {
  const { limits } = run.catalog;
  const accountsPerWeekInAggregators = { ...limits.accountsPerWeekInAggregators, value: 2 };
  return { ...run, catalog: { ...run.catalog, limits: { ...limits, accountsPerWeekInAggregators } } };
};

describe('promise 1: more accounts than AWS Config adds to aggregators in a week', function () {
  this.timeout(60_000);
  let world: InProcess;
  afterEach(() => world.stop());
  const applied = () => world.with((run) => apply(believing(run), options));
  const looked = () => world.with((run) => status(believing(run)));

  it('is a state, and no failure: the run is done, says who is still to come, and the rest follows by itself', async () => {
    world = await startWorld('small', twoAWeek('later'));
    const began = world.simulator.clock.now();
    const { outcome } = await applied();
    expect(outcome.outcome).to.equal('done');
    expect(outcome.aggregator.status).to.equal('filling');
    expect(outcome.aggregator.detail).to.match(
      /^1 of 3 covered accounts are not taken in yet: .* adds 2 a week/,
    );
    expect(world.simulator.clock.now() - began, 'nobody waits for a week').to.be.lessThan(30 * minute);
    expect((await looked()).aggregator.status).to.equal('filling');
    expect((await applied()).calls.mutating).to.equal(0);
    await world.simulator.clock.sleep(week);
    expect((await looked()).aggregator.status).to.equal('succeeded');
  });

  it('is named with the way out where AWS refuses the aggregator; all else is done, and a later run makes it', async () => {
    world = await startWorld('small', twoAWeek('refused'));
    const { outcome } = await applied();
    expect([outcome.outcome, outcome.aggregator.status]).to.deep.equal(['failed', 'absent']);
    expect([...outcome.coverage.recorder.gaps, ...outcome.coverage.rules.gaps]).to.deep.equal([]);
    const failed = outcome.results.filter(({ state }) => state === 'failed');
    expect(failed.map(({ action }) => action.id)).to.deep.equal(['put-aggregator/orgsecrets']);
    expect(failed[0]?.failures[0]?.reason).to.contain(
      `LimitExceededException: You have reached the limit: ${quota}`,
    );
    expect(failed[0]?.failures[0]?.instructions).to.contain('orgsecrets doctor (D018)');
    const raised = world.simulator.world.state(appliedSlot, '222222222222', 'global');
    raised[quotaKey('config', quota)] = 4;
    expect((await applied()).outcome.aggregator.status).to.equal('succeeded');
    expect((await applied()).calls.mutating).to.equal(0);
  });
});
