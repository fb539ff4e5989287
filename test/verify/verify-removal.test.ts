import { expect } from 'chai';
import type { StackInstance, TargetLook } from '../../src/model/observed.js';
import { targetKey, type Target } from '../../src/model/target.js';
import { takenAway, withoutOldSessions } from '../../src/verify/taken-away.js';
import { verifyRemoval } from '../../src/verify/verify-removal.js';
import { applyContext } from '../apply/context.js';

const shop: Target = { accountId: '333333333333', region: 'eu-west-1' };
const denied: TargetLook = { seen: false, why: 'denied', reason: 'AccessDenied' };
const clean: TargetLook = { seen: true, recorder: undefined, channel: undefined, rules: [] };
const instance = (detailedStatus: string, place = shop) =>
  ({ ...place, status: 'CURRENT', detailedStatus }) as unknown as StackInstance;

/** A proof whose looks are all refused. @param said what each fresh reading of StackSets holds, by name; the last one stays. */
async function proved(
  said: readonly Readonly<Record<string, readonly StackInstance[]>>[],
  roles = [shop.accountId],
) {
  const { context, recorded } = applyContext();
  let round = -1;
  const failures = await verifyRemoval(
    context.desired,
    { recorders: [shop], rules: [], roles },
    {
      ...context,
      lookAt: async () => new Map([[targetKey(shop), denied]]),
      takenAway: (targets) => {
        round += 1;
        const now = said[Math.min(round, said.length - 1)] ?? {};
        return takenAway('orgsecrets', targets, { listStackInstances: async (name) => now[name] });
      },
    },
  );
  return { reasons: failures.map(({ reason }) => reason), rounds: round + 1, clock: recorded.clock };
}
const unknown = ['unknown: AccessDenied'];

describe('the proof of a removal whose looks are refused', () => {
  it('is given where another run has taken the roles away with all of it', async () => {
    expect((await proved([{}])).reasons).to.deep.equal([]);
  });

  it('waits while the roles are being taken away', async () => {
    const leaving = { 'orgsecrets-member': [instance('RUNNING')] };
    const { reasons, rounds } = await proved([leaving, leaving, {}]);
    expect([reasons, rounds]).to.deep.equal([[], 3]);
    expect((await proved([leaving])).reasons).to.deep.equal(unknown);
  });

  it('is not given where roles, a recorder or rules stand in a StackSet, or no roles of ours were there', async () => {
    for (const name of [
      'orgsecrets-member',
      'orgsecrets-management-member',
      'orgsecrets-recorder-eu-west-1',
      'orgsecrets-management-rules-eu-west-1',
    ])
      expect((await proved([{ [name]: [instance('SUCCEEDED')] }])).reasons, name).to.deep.equal(unknown);
    const elsewhere = { ...shop, accountId: '444444444444' };
    expect(
      (await proved([{ 'orgsecrets-member': [instance('SUCCEEDED', elsewhere)] }])).reasons,
    ).to.deep.equal([]);
    expect((await proved([{}], [])).reasons).to.deep.equal(unknown);
  });
});

describe('a look with a session of a role that is gone', () => {
  it('is made once more with another session', async () => {
    const renewed = new Set<string>();
    const looks = await withoutOldSessions(
      async (targets) =>
        new Map(targets.map((one) => [targetKey(one), renewed.has(one.accountId) ? clean : denied])),
      [shop],
      { renew: (accountId) => renewed.add(accountId) },
    );
    expect(looks.get(targetKey(shop))).to.equal(clean);
  });
});
