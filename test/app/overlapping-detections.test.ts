import { expect } from 'chai';
import { drift } from '../../src/app/drift.js';
import type { Run } from '../../src/app/run.js';
import type { DriftDetectionPort } from '../../src/apply/ports.js';
import { disableEventRule } from '../support/disturb/events.js';
import { coverOnce, type CoveredWorld } from '../support/drift-model/covered-world.js';
import type { InProcess } from '../support/in-process.js';

const deep = { depth: 'deep', only: [], scope: {} } as const;
const inShop = { accountId: '333333333333', region: 'us-east-1' };
const forward = 'orgsecrets-forward-us-east-1';

/** CloudFormation tells what the most recent detection found, and here nothing for an earlier one. */
describe('drift --depth deep while others detect drift too', function () {
  this.timeout(60_000);
  let covered: CoveredWorld;
  let world: InProcess;
  before(async () => (covered = await coverOnce('small')));
  beforeEach(async () => {
    world = await covered.start();
    await disableEventRule(world.simulator, { ...inShop, rule: 'orgsecrets-forward' });
  });
  afterEach(() => world.stop());

  /** A run in which somebody else detects drift of the forwarding StackSet, to its end, before results are read. */
  const overtaken = (run: Run, times: number): Run => {
    const { driftDetection, stackSets } = run.aws.apply;
    let done = 0;
    const overtake: DriftDetectionPort['drifted'] = async (stackSet, accountId) => {
      const found = await driftDetection.drifted(stackSet, accountId);
      if (stackSet !== forward || done >= times) return found;
      done += 1;
      const id = `somebody-${done}`;
      await driftDetection.detect(stackSet, id, run.config.stackSets);
      while ((await stackSets.describeOperation(stackSet, id)).status !== 'SUCCEEDED')
        await world.simulator.clock.sleep(1000);
      return found;
    };
    const apply = { ...run.aws.apply, driftDetection: { ...driftDetection, drifted: overtake } };
    return { ...run, aws: { ...run.aws, apply } };
  };

  it('finds what has drifted in each of two runs, however they overlap', async () => {
    for (const apart of [0, 5]) {
      const second = async () => {
        await world.simulator.clock.sleep(apart * 1000);
        return world.with((run) => drift(run, deep));
      };
      const views = await Promise.all([world.with((run) => drift(run, deep)), second()]);
      for (const { findings, unseen, unchecked } of views)
        expect([findings.map(({ kind }) => kind), unseen, unchecked], `${apart} s`).to.deep.equal([
          ['resource-changed'],
          [],
          [],
        ]);
    }
  });

  it('detects again where another detection came between', async () => {
    const { findings, unseen, unchecked } = await world.with((run) => drift(overtaken(run, 2), deep));
    expect([findings.map(({ kind }) => kind), unseen, unchecked]).to.deep.equal([
      ['resource-changed'],
      [],
      [],
    ]);
  });

  it('says that it could not look where one comes between each time', async () => {
    const { findings, unseen } = await world.with((run) => drift(overtaken(run, 9), deep));
    expect(findings).to.deep.equal([]);
    expect(unseen).to.deep.equal([
      {
        ...inShop,
        reason: `another drift detection of StackSet ${forward} ran meanwhile, 3 times, and CloudFormation tells only what the last one found`,
      },
    ]);
  });
});
