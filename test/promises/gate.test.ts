import { expect } from 'chai';
import type { Gap } from '../../src/model/outcome.js';
import type { ApplyView } from '../../src/report/types.js';
import { configState } from '../../src/simulator/services/config/state.js';
import { exitOfOutcome } from '../../src/cli/exit-codes.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const target = { accountId: '333333333333', region: 'eu-central-1' };
const administrator = { accountId: '222222222222', region: 'us-east-1' };

const exitCode = ({ outcome }: ApplyView) => exitOfOutcome(outcome.outcome);
const gapsOf = ({ outcome: { coverage } }: ApplyView) => [...coverage.recorder.gaps, ...coverage.rules.gaps];
const places = (gaps: readonly Gap[]) => gaps.map(({ accountId, region }) => `${accountId}/${region}`);

describe('promise 1: the aggregator waits for the proof of all coverage', function () {
  this.timeout(60_000);
  let world: InProcess;
  afterEach(() => world.stop());

  const aggregatorCalls = () =>
    world.simulator.log.filter(({ operation }) => operation === 'PutConfigurationAggregator').length;
  const aggregators = () => configState(world.simulator.world, administrator).aggregators;
  const place = () => configState(world.simulator.world, target);
  const recorder = () => place().recorders.orgsecrets!;

  /** Everything is applied but the aggregator, which AWS refuses once. */
  async function appliedButTheAggregator(): Promise<void> {
    world = await startWorld('small');
    world.editOrg((text) => text.replace('pollInterval: 0.2', 'pollInterval: 10\n  deadline: 20'));
    world.simulator.faults.add({ operation: 'PutConfigurationAggregator', effect: 'denied' });
    const view = await world.apply();
    expect([view.outcome.outcome, view.outcome.aggregator.status]).to.deep.equal(['failed', 'absent']);
    expect(gapsOf(view)).to.deep.equal([]);
  }

  it('does not make it where one rule never becomes active: at the deadline it ends with 4 and names the target', async () => {
    await appliedButTheAggregator();
    place().rules['secretsmanager-using-cmk']!.evaluationRequestedAt = Number.MAX_SAFE_INTEGER;
    const [asked, began] = [aggregatorCalls(), world.simulator.clock.now()];
    const view = await world.apply();
    expect(exitCode(view)).to.equal(4);
    expect(gapsOf(view)).to.have.length(1);
    expect(gapsOf(view)[0]).to.deep.include({
      ...target,
      thing: 'rules',
      reason: 'not yet active: secretsmanager-using-cmk',
    });
    expect(aggregatorCalls()).to.equal(asked);
    expect(aggregators()).to.deep.equal({});
    // It waited for what was pending, until the deadline and no longer.
    const minutes = (world.simulator.clock.now() - began) / 60_000;
    expect(minutes).to.be.within(15, 20);
  });

  it('does not make it where one recorder fails, with AWS’s reason, and makes it once that is mended', async () => {
    await appliedButTheAggregator();
    Object.assign(recorder(), {
      lastStatus: 'FAILURE',
      lastErrorCode: 'NoSuchBucket',
      lastErrorMessage: 'The bucket is gone.',
    });
    const view = await world.apply();
    expect(exitCode(view)).to.equal(4);
    expect(places(gapsOf(view))).to.deep.equal(['333333333333/eu-central-1']);
    expect(gapsOf(view)[0]?.reason).to.match(/recorder orgsecrets fails: NoSuchBucket: The bucket is gone/);
    expect(aggregators()).to.deep.equal({});

    recorder().lastStatus = 'SUCCESS';
    expect(exitCode(await world.apply())).to.equal(0);
    expect(Object.keys(aggregators())).to.deep.equal(['orgsecrets']);
  });

  it('leaves one that exists as it is, and ends with 1', async () => {
    world = await startWorld('small');
    await world.apply();
    recorder().lastStatus = 'FAILURE';
    const before = structuredClone(aggregators());
    const asked = aggregatorCalls();
    expect(exitCode(await world.apply()), 'with nothing to change').to.equal(1);

    world.editOrg((text) => `${text}aggregator: { regions: all }\n`);
    const view = await world.apply();
    expect(exitCode(view), 'with a change of the aggregator').to.equal(1);
    expect(places(gapsOf(view))).to.deep.equal(['333333333333/eu-central-1']);
    expect(aggregatorCalls()).to.equal(asked);
    expect(aggregators()).to.deep.equal(before);
  });

  it('accepts the gap of exactly the target or account that is named, and says so in the report', async () => {
    await appliedButTheAggregator();
    recorder().lastStatus = 'FAILURE';
    for (const other of ['222222222222', '333333333333/us-east-1'])
      expect(exitCode(await world.apply({ acceptGaps: [other] })), other).to.equal(4);
    expect(aggregators()).to.deep.equal({});

    const view = await world.apply({ acceptGaps: ['333333333333/eu-central-1'] });
    expect(exitCode(view)).to.equal(0);
    expect(places(view.outcome.acceptedGaps)).to.deep.equal(['333333333333/eu-central-1']);
    expect(Object.keys(aggregators())).to.deep.equal(['orgsecrets']);
  });

  it('does not stop other targets for the one that fails', async () => {
    world = await startWorld('small', (text) => text + noRulesIn(target));
    const view = await world.apply();
    expect(exitCode(view)).to.equal(4);
    expect(places(gapsOf(view))).to.deep.equal(['333333333333/eu-central-1']);
    const { recorder: recorders, rules } = view.outcome.coverage;
    expect([recorders.verified, rules.verified, rules.desired]).to.deep.equal([6, 5, 6]);
    expect(aggregators()).to.deep.equal({});
  });
});

/** A service control policy that forbids rules in one place. */
function noRulesIn({ accountId, region }: typeof target): string {
  return `
serviceControlPolicies:
  - name: NoRules
    targets: ['${accountId}']
    document:
      Version: '2012-10-17'
      Statement:
        - Effect: Deny
          Action: config:PutConfigRule
          Resource: '*'
          Condition: { StringEquals: { 'aws:RequestedRegion': '${region}' } }
`;
}
