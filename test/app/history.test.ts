import { expect } from 'chai';
import { history } from '../../src/app/history.js';
import type { Run } from '../../src/app/run.js';
import type { NotSeen } from '../../src/model/observed.js';
import { LookRefused } from '../../src/observed/look-refused.js';
import { orgConfig } from '../support/arbitraries/org-config.js';
import { InstantClock } from '../support/instant-clock.js';

const place = { accountId: '333333333333', region: 'af-south-1' };

/** What a person is told to do where AWS refuses the look. */
async function instructions(why: NotSeen['why']): Promise<string | undefined> {
  const run = {
    config: { ...orgConfig(), accounts: { exclude: [] } },
    clock: new InstantClock(),
    emit: () => undefined,
    aws: { history: () => Promise.reject(new LookRefused(why, 'UnrecognizedClientException: no')) },
  } as unknown as Run;
  const { accountId: account, region } = place;
  const error = await history(run, { secret: 'db', account, region }).catch((thrown: unknown) => thrown);
  expect(error)
    .to.include({ code: 'NotPermitted' })
    .and.deep.include({ targets: [place] });
  return (error as { instructions?: string }).instructions;
}

describe('a history that AWS refuses', () => {
  it('says that the Region is not enabled where AWS takes no token, and advises no role', async () => {
    const said = await instructions('pending');
    expect(said).to.contain('af-south-1 is not enabled in account 333333333333').and.to.contain('Enable');
    expect(said).not.to.contain('-look');
  });

  it('advises the role where the role is what is missing', async () => {
    for (const why of ['denied', 'no-role'] as const)
      expect(await instructions(why)).to.contain('-look be made there');
  });
});
