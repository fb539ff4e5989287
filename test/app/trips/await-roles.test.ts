import { expect } from 'chai';
import { accountsWithNewRoles, awaitRoles } from '../../../src/app/trips/await-roles.js';
import type { ActionResult } from '../../../src/model/outcome.js';
import type { CreateInstances, Plan } from '../../../src/model/plan.js';
import { LookRefused } from '../../../src/observed/look-refused.js';
import type { MemberSession } from '../../../src/observed/ports.js';
import { stackSetOf } from '../../support/desired.js';
import { InstantClock } from '../../support/instant-clock.js';

const [one, two, three] = ['333333333333', '444444444444', '555555555555'] as const;
const region = 'eu-west-1';

/** Roles that can be taken after so many tries. */
function waiting(tries: Readonly<Record<string, number>>, why: LookRefused['why'] = 'no-role') {
  const clock = new InstantClock();
  const asked = new Map<string, number>();
  const look = async (accountId: string): Promise<MemberSession> => {
    asked.set(accountId, (asked.get(accountId) ?? 0) + 1);
    if (asked.get(accountId)! <= tries[accountId]!) throw new LookRefused(why, 'AccessDenied: no');
    return {} as MemberSession;
  };
  const run = { clock, signal: new AbortController().signal, aws: { members: { look } } };
  const end = (deadline = clock.now() + 3_600_000) =>
    awaitRoles(run, Object.keys(tries), 10_000, deadline).then(() => Object.fromEntries(asked));
  return { clock, end };
}

describe('roles that were just made', () => {
  it('are tried until AWS knows them, each account no longer than needed', async () => {
    expect(await waiting({ [one]: 0, [two]: 2 }).end()).to.deep.equal({ [one]: 1, [two]: 3 });
  });

  it('are tried for a minute at most, and never beyond the deadline', async () => {
    const { clock, end } = waiting({ [one]: Infinity });
    await end();
    expect(clock.pauses.reduce((sum, ms) => sum + ms, 0)).to.be.at.most(60_000);
    const short = waiting({ [one]: Infinity });
    expect(await short.end(short.clock.now())).to.deep.equal({ [one]: 1 });
  });

  it('are not waited for where AWS says something else than that there is no role', async () => {
    expect(await waiting({ [one]: Infinity }, 'pending').end()).to.deep.equal({ [one]: 1 });
  });

  it('are those of accounts that nobody could look at, and that have the member stack now', () => {
    const accounts = [one, two, three];
    const action: CreateInstances = {
      id: 'member',
      type: 'create-instances',
      dependsOn: [],
      destructive: false,
      stackSet: stackSetOf('member', accounts),
      targets: accounts.map((accountId) => ({ accountId, region })),
      operation: { organizationalUnits: ['r-abcd'], filter: 'INTERSECTION', accounts },
    };
    const plan = {
      lookLater: [one, two].map((accountId) => ({ accountId, reason: 'later' })),
    } as unknown as Plan;
    const ended: ActionResult = {
      action,
      state: 'failed',
      failures: [{ accountId: two, region, reason: 'x' }],
    };
    expect(accountsWithNewRoles(plan, [ended])).to.deep.equal([one]);
    expect(accountsWithNewRoles(plan, [{ ...ended, state: 'not-attempted', failures: [] }])).to.deep.equal(
      [],
    );
  });
});
