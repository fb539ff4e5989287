import { CloseAccountCommand, DescribeAccountCommand } from '@aws-sdk/client-organizations';
import { expect } from 'chai';
import { clients, management, shop, simulate } from '../kernel/support/simulator.js';

async function nameOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no error',
    (error: Error) => error.name,
  );
}

describe('simulator: an account that is closed', () => {
  it('is being closed for a while, then closed, and is never closed twice', async () => {
    const simulator = await simulate();
    const { organizations } = clients(simulator);
    const close = (AccountId: string) => organizations.send(new CloseAccountCommand({ AccountId }));
    const state = async () =>
      (await organizations.send(new DescribeAccountCommand({ AccountId: shop }))).Account?.State;
    await close(shop);
    expect(await state()).to.equal('PENDING_CLOSURE');
    expect(await nameOf(close(shop))).to.equal('ConflictException');
    await simulator.clock.sleep(120_000);
    expect(await state()).to.equal('CLOSED');
    expect(await nameOf(close(shop))).to.equal('AccountAlreadyClosedException');
    expect(await nameOf(close(management))).to.equal('ConstraintViolationException');
    await simulator.stop();
  });
});
