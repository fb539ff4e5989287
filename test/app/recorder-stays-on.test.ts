import { expect } from 'chai';
import { remediate } from '../../src/app/remediate.js';
import { changeMode, changeRole, changeTypes, pointChannelElsewhere } from '../support/disturb/recorder.js';
import { startWorld, type InProcess } from '../support/in-process.js';
import { isOutsideChange } from '../support/outside-change.js';

const shop = { accountId: '333333333333', region: 'us-east-1' };

describe('a recorder that somebody changed', function () {
  this.timeout(60_000);
  let world: InProcess;
  before(async () => {
    world = await startWorld('small');
    await world.apply();
  });
  after(() => world.stop());

  for (const [what, change] of [
    ['its types', changeTypes],
    ['its mode', changeMode],
    ['its role', changeRole],
    ['its delivery channel', pointChannelElsewhere],
  ] as const)
    it(`is put back without being stopped: ${what}`, async () => {
      await change(world.simulator, shop);
      const from = world.simulator.log.length;
      const { findings, remediation } = await world.with((run) =>
        remediate(run, { depth: 'standard', only: [], scope: {}, approve: async () => true }),
      );
      expect([findings, remediation?.outcome.outcome]).to.deep.equal([[], 'done']);
      const changing = world.simulator.log
        .slice(from)
        .filter(isOutsideChange)
        .map(({ operation }) => operation);
      const put = change === pointChannelElsewhere ? 'PutDeliveryChannel' : 'PutConfigurationRecorder';
      expect(changing).to.deep.equal([put, 'StartConfigurationRecorder']);
    });
});
