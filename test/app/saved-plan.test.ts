import { expect } from 'chai';
import { plan } from '../../src/app/plan.js';
import { startWorld, type InProcess } from '../support/in-process.js';
import { all, targetsIn } from '../support/real-life.js';

const [administrator, joined, invited, made] = [
  '222222222222',
  '300000000001',
  '300000000002',
  '300000000003',
] as const;
const places = (...accounts: readonly string[]) =>
  accounts.flatMap((account) => [`${account}/eu-west-1`, `${account}/us-east-1`]);

describe('a saved plan in an organization that has changed since', () => {
  let world: InProcess;
  before(async () => {
    world = await startWorld('accounts-fresh', (text) =>
      text.replaceAll('settingUp: 2400000', 'settingUp: 15000'),
    );
  });
  after(() => world.stop());

  it('does all of its own, on later trips too, and refuses the rest', async () => {
    const exclusion = `accounts: { exclude: [{ id: '${joined}', reason: not yet }] }\n`;
    world.editOrg((text) => text + exclusion);
    const { plan: approved } = await world.with(plan);
    expect(new Set(approved.lookLater.map(({ accountId }) => accountId))).to.deep.equal(
      new Set([invited, made]),
    );
    world.editOrg((text) => text.replace(exclusion, ''));

    const began = world.simulator.clock.now();
    const { outcome } = await world.apply({ approved });

    expect(targetsIn(world.simulator)).to.deep.equal(
      all(places('111111111111', administrator, invited, made)),
    );
    const refused = outcome.results.filter((result) => result.refused);
    expect(refused.map(({ action }) => action.id)).to.include('create-instances/orgsecrets-member');
    for (const { action } of refused)
      if (action.type === 'create-instances')
        expect(action.targets.map(({ accountId }) => accountId)).to.deep.equal([joined]);
    expect([outcome.outcome, outcome.aggregator.status]).to.deep.equal(['refused', 'absent']);
    // Nobody waits for the account that was not approved: the run ends long before its deadline.
    expect((world.simulator.clock.now() - began) / 60_000).to.be.below(2);
  });
});
