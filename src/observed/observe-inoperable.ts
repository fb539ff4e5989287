import { mapBounded } from '../concurrency/map-bounded.js';
import type { Desired } from '../model/desired.js';
import type { Observed } from '../model/observed.js';
import { instanceKey, type Target } from '../model/target.js';
import { orNotSeen } from './observe-accounts.js';
import type { MembersPort } from './ports.js';

const concurrentAccounts = 8;

/**
 * What became of the stacks of instances that AWS failed to delete. AWS leaves such an instance out of every operation
 * until it is let go of, and lets it be made again only where its stack does not hold the same names.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackInstance.html (Status)
 *
 * @returns nothing for a stack that nobody may look at.
 */
export async function observeInoperable(
  { stackSets: wanted }: Pick<Desired, 'stackSets'>,
  stackSets: Observed['stackSets'],
  members: MembersPort,
): Promise<Observed['inoperable']> {
  const asked = wanted.flatMap(({ name, accounts, region }) => {
    const found = stackSets.get(name);
    return (found?.owned ? found.instances : [])
      .filter((one) => one.region === region && isInoperable(one) && accounts.includes(one.accountId))
      .map(({ accountId, stackId }) => ({ name, target: { accountId, region }, stackId }));
  });
  const answers = await mapBounded(asked, concurrentAccounts, async ({ name, target, stackId }) => {
    const isThere = stackId === undefined ? false : await hasStack(members, stackId, target);
    return isThere === undefined ? [] : [[instanceKey(name, target), isThere ? 'there' : 'gone'] as const];
  });
  return new Map(answers.flat());
}

function isInoperable({ status, detailedStatus }: { status: string; detailedStatus: string | undefined }) {
  return status === 'INOPERABLE' || detailedStatus === 'INOPERABLE';
}

/** Whether a stack of an account is there; `undefined`: it can't be seen. */
export async function hasStack(
  members: MembersPort,
  stackId: string,
  { accountId, region }: Target,
): Promise<boolean | undefined> {
  const isThere = await orNotSeen(async () => (await members.look(accountId)).hasStack(stackId, region));
  return typeof isThere === 'boolean' ? isThere : undefined;
}
