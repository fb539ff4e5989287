import { expect } from 'chai';
import { deleteChannel, deleteRecorder } from '../../support/disturb/recorder.js';
import { deleteStack } from '../../support/disturb/stack-sets.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { appliedAgain, applyTo, nothingToDo, targetsIn, type Applied } from '../../support/real-life.js';

const shop = { accountId: '333333333333', region: 'eu-central-1' };
const audit = { accountId: '222222222222', region: 'eu-central-1' };
const management = { accountId: '111111111111', region: 'us-east-1' };

describe('Recorders and channels that somebody took away', function () {
  this.timeout(120_000);
  let world: CliWorld;
  let covered: Readonly<Record<string, string>>;
  let mended: Applied;

  before(async () => {
    world = await startCliWorld('small');
    await applyTo(world);
    covered = targetsIn(world.simulator);
    await deleteRecorder(world.simulator, shop);
    await deleteChannel(world.simulator, audit);
    await deleteStack(world.simulator, 'orgsecrets-management-recorder-us-east-1', management);
    mended = await applyTo(world);
  });
  after(() => world.stop());

  it('are put back by the next apply, each in the way that fits, and proved', () => {
    expect(mended.document.outcome, JSON.stringify(mended.document.actions, undefined, 1)).to.equal('done');
    expect(mended.document.actions.done.map(({ id }) => id)).to.have.members([
      'put-recorder/333333333333/eu-central-1',
      'put-recorder/222222222222/eu-central-1',
      'delete-instances/orgsecrets-management-recorder-us-east-1/again/forget',
      'create-instances/orgsecrets-management-recorder-us-east-1',
    ]);
  });

  it('are then what they were, and a further apply finds nothing to do', async () => {
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
    expect(targetsIn(world.simulator)).to.deep.equal(covered);
    expect((await world.orgsecrets(['drift', '--detailed-exitcode'])).exitCode).to.equal(0);
  });
});
