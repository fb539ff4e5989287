import { expect } from 'chai';
import { exitOfOutcome } from '../../src/cli/exit-codes.js';
import { targetKey } from '../../src/model/target.js';
import type { ApplyView } from '../../src/report/types.js';
import { configState } from '../../src/simulator/services/config/state.js';
import { denyDelivery } from '../support/disturb/delivery.js';
import { letDeliveriesPass } from '../support/disturb/on-the-side-of-aws.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const shop = { accountId: '333333333333', region: 'eu-central-1' };
/** Where there is something to deliver: in the other the hub's key. */
const failing = ['222222222222/us-east-1', '333333333333/eu-central-1'];
const bucket = 'orgsecrets-config-222222222222-us-east-1';

/** One secret, so that there is something to deliver, and one of the readings of what a changed channel says. */
const changed = (changedChannel: string) => (text: string) => `${text}
secrets:
  - { accountId: '${shop.accountId}', region: ${shop.region}, name: password }
config: { changedChannel: ${changedChannel} }
`;

const exitCode = ({ outcome }: ApplyView) => exitOfOutcome(outcome.outcome);
const gapsOf = ({ outcome: { coverage } }: ApplyView) => [...coverage.recorder.gaps, ...coverage.rules.gaps];

describe('promise 1: the gate judges deliveries by what holds now', function () {
  this.timeout(120_000);
  let world: InProcess;
  afterEach(() => world.stop());

  const asked = () => world.simulator.log.filter(({ operation }) => operation === 'DeliverConfigSnapshot');
  const channel = () => configState(world.simulator.world, shop).channel!;

  /** All is covered, and then nothing can be delivered for six hours. */
  async function cutOff(changedChannel: string): Promise<void> {
    world = await startWorld('small', changed(changedChannel));
    expect(exitCode(await world.apply())).to.equal(0);
    await denyDelivery(world.simulator, bucket);
    await letDeliveriesPass(world.simulator);
    expect(channel().history?.status).to.equal('FAILURE');
  }

  for (const reading of ['begins-anew', 'keeps-status'])
    it(`lets a hub move whose old bucket took no deliveries, where a channel ${reading}`, async () => {
      await cutOff(reading);
      world.editOrg((text) => text.replace('homeRegion: us-east-1', 'homeRegion: eu-central-1'));
      const before = asked().length;
      const view = await world.apply({ allowDestroy: true });
      expect(gapsOf(view)).to.deep.equal([]);
      expect(exitCode(view)).to.equal(0);
      expect(asked().slice(before).map(targetKey).sort()).to.deep.equal(
        reading === 'keeps-status' ? failing : [],
      );
      expect(channel().history?.status).to.equal(reading === 'keeps-status' ? 'FAILURE' : undefined);
      expect((await world.apply()).calls.mutating).to.equal(0);
    });

  it('holds where the delivery that it asks for fails too, without waiting for the deadline', async () => {
    await cutOff('begins-anew');
    world.editOrg((text) => `${text}aggregator: { regions: all }\n`);
    const [before, began] = [asked().length, world.simulator.clock.now()];
    const view = await world.apply();
    expect(exitCode(view)).to.equal(1);
    expect(gapsOf(view).map(targetKey).sort()).to.deep.equal(failing);
    expect(gapsOf(view)[0]).to.deep.include({ thing: 'recorder', pending: false });
    expect(gapsOf(view)[0]!.reason).to.match(
      /^delivery channel orgsecrets fails: history: AccessDenied: .*snapshot: AccessDenied: /,
    );
    expect((world.simulator.clock.now() - began) / 60_000).to.be.lessThan(15);
    expect(asked().slice(before).map(targetKey).sort()).to.deep.equal(failing);
  });
});
