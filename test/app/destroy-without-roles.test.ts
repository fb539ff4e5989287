import { expect } from 'chai';
import { destroy } from '../../src/app/destroy.js';
import { renderRemoval } from '../../src/report/plan/render-removal.js';
import { iamOf } from '../../src/simulator/services/iam/state.js';
import type { RemovalView } from '../../src/report/types.js';
import { administratorOf, until } from '../support/disturb/administrator.js';
import { startWorld, type InProcess } from '../support/in-process.js';
import { createStyle } from '../../src/report/text/style.js';

const management = { accountId: '111111111111', region: 'us-east-1' };
const roles = 'orgsecrets-management-roles';

describe('destroy where somebody deleted the stack with the roles of the management account', function () {
  this.timeout(60_000);
  let world: InProcess;
  before(async () => {
    world = await startWorld('small');
  });
  after(() => world.stop());

  const take = async () => {
    const shown: RemovalView[] = [];
    const approve = async (view: RemovalView) => shown.push(view) > 0;
    return { view: await world.with((run) => destroy(run, { approve })), shown };
  };

  it('makes the stack first, says so, takes all away in one run, and leaves no role of it', async () => {
    await world.apply();
    const administrator = administratorOf(world.simulator, management);
    await administrator.call('cloudformation', 'DeleteStack', { StackName: roles });
    await until(world.simulator, () =>
      administrator.call('cloudformation', 'DescribeStacks', { StackName: roles }).then(
        () => false,
        () => true,
      ),
    );

    const { view, shown } = await take();
    const ended = view.results.map(({ action, state }) => `${state} ${action.id}`);
    expect(view.outcome, ended.join('\n')).to.equal('done');
    expect(ended).to.include.members([`done deploy-stack/${roles}`, `done delete-stack/${roles}`]);
    expect(
      shown
        .map((one) => renderRemoval(one, createStyle({ width: 80, color: false })).replaceAll(/\s+/g, ' '))
        .join(),
    ).to.contain(
      `Stack ${roles} is gone, and what stands in the management account can't be taken away without its roles`,
    );
    expect((await take()).view.results).to.deep.equal([]);
    expect(iamOf(world.simulator.world, management.accountId).roles).not.to.have.any.keys(
      'orgsecrets-stackset-administration',
      'orgsecrets-stackset-execution',
    );
  });
});
