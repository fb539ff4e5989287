import type { BudgetTerm } from '../src/observed/budget.js';
import { userCaller } from '../src/simulator/services/iam/callers.js';
import { administratorName } from '../src/simulator/services/iam/seed.js';
import { iamOf } from '../src/simulator/services/iam/state.js';
import { joinBudget } from './budgets.js';
import { applied, cover, type Covered } from './covered.js';
import { counted, type Counted } from './measure.js';
import {
  joiningOrgYamlOf,
  joiningUnit,
  managementAccountId,
  waitingAccounts,
  worldOf,
  type Size,
} from './organization.js';
import { organizationIn, shapeOf, stackSetsIn } from './shape.js';
import { isOutsideChange } from '../test/support/outside-change.js';

/** Virtual milliseconds in which AWS brings its roles to an account that has joined. */
const minutes = 10 * 60_000;

/** One apply after some accounts have joined an organization that was covered before. */
export interface Joined extends Counted {
  /** How many accounts joined. */
  readonly joined: number;
  /** How many were covered before. */
  readonly before: number;
  /** Targets of the organization, the new ones among them, and how many of those are proved. */
  readonly targets: number;
  readonly verified: number;
  readonly mutating: number;
  /** Accounts that were covered before, and that a call which changes something was about. */
  readonly disturbed: readonly string[];
  /** Virtual seconds. */
  readonly makespan: number;
  /** Of this process, product and simulator together. */
  readonly cpuSeconds: number;
}

/** @param joining how many accounts join, one number for each apply. */
export async function measureJoining(size: Size, joining: readonly number[]): Promise<readonly Joined[]> {
  const waiting = waitingAccounts(joining.reduce((sum, count) => sum + count, 0));
  const covered = await cover(size, worldOf(size, waiting), joiningOrgYamlOf(size));
  try {
    const measured: Joined[] = [];
    let at = 0;
    for (const count of joining) {
      const ids = waiting.slice(at, at + count);
      measured.push(await joins(covered, size, ids, size.accounts + at));
      at += count;
    }
    return measured;
  } finally {
    await covered.stop();
  }
}

async function joins(
  { simulator, configFile, env }: Covered,
  size: Size,
  ids: readonly string[],
  before: number,
): Promise<Joined> {
  const { accounts, organizationalUnits } = organizationIn(simulator);
  const unit = Object.values(organizationalUnits).find(({ name }) => name === joiningUnit);
  const from = simulator.log.length;
  for (const id of ids)
    await move(simulator, {
      AccountId: id,
      SourceParentId: accounts[id]?.parentId,
      DestinationParentId: unit?.id,
    });
  await simulator.clock.sleep(minutes);

  const coveredAccounts = before + ids.length;
  const shape = {
    ...shapeOf(simulator, size),
    coveredAccounts,
    targets: coveredAccounts * size.regions,
    accountsWithServiceLinkedRole: coveredAccounts,
  };
  const terms: readonly BudgetTerm[] = joinBudget(shape, { joined: ids.length, regions: size.regions });
  const cpu = process.cpuUsage();
  const { calls, makespan, coverage } = await applied(simulator, configFile, env.operator);
  const { user, system } = process.cpuUsage(cpu);
  return {
    ...counted(calls, terms),
    joined: ids.length,
    before,
    targets: shape.targets,
    verified: Math.min(coverage.recorder.verified, coverage.rules.verified),
    mutating: calls.mutating,
    disturbed: disturbedSince(simulator, from, new Set(ids)),
    makespan,
    cpuSeconds: (user + system) / 1e6,
  };
}

/** As an administrator of the management account would. */
async function move(
  { world }: Covered['simulator'],
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  const caller = userCaller(iamOf(world, managementAccountId).users[administratorName]!);
  await world.invoke('organizations', 'MoveAccount', input, { caller, region: 'us-east-1' });
}

/** Whom else something was changed in: by a call with its credentials, or by a StackSet operation that was about it. */
function disturbedSince(
  simulator: Covered['simulator'],
  from: number,
  joined: ReadonlySet<string>,
): readonly string[] {
  const calls = simulator.log.slice(from).filter(isOutsideChange);
  const callers = calls.map(({ accountId }) => accountId).filter((id) => id !== managementAccountId);
  const since = calls[0]?.time ?? Infinity;
  const reached = stackSetsIn(simulator)
    .flatMap(({ operations }) => operations)
    .filter(({ createdAt }) => createdAt >= since)
    .flatMap(({ results }) => Object.keys(results).map((place) => place.split('/')[0] ?? place));
  // What the management account does beyond, it does to everybody.
  const others = calls
    .filter(
      ({ accountId, operation }) => accountId === managementAccountId && operation !== 'CreateStackInstances',
    )
    .map(({ operation }) => operation);
  return [...new Set([...callers, ...reached, ...others])].filter((id) => !joined.has(id)).sort();
}
