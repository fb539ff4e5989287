import { callsOf, joiningBudget, type JoiningAccount } from '../../bench/budgets.js';
import { organizationOf } from '../../src/simulator/services/organizations/state.js';
import type { Simulator } from '../../src/simulator/start.js';
import { byHand } from './real-life.js';

/** Moves an account into a covered unit, and gives AWS time to bring what it brings by itself. */
export async function join(
  world: { readonly simulator: Simulator },
  accountId: string,
  unitName: string,
): Promise<void> {
  const { accounts, organizationalUnits } = organizationOf(world.simulator.world);
  const unit = Object.values(organizationalUnits).find(({ name }) => name === unitName);
  await byHand(world, 'organizations', 'MoveAccount', {
    AccountId: accountId,
    SourceParentId: accounts[accountId]?.parentId,
    DestinationParentId: unit?.id,
  });
  await world.simulator.clock.sleep(5 * 60_000);
}

/** How often these are asked depends on how long AWS takes. */
const waits = ['cloudformation:DescribeStackSetOperation', 'config:DescribeConfigRules'] as const;

export type ByOperation = Readonly<Record<string, number>>;

/** Calls, and the budget beside them; where something is awaited, whether at least as often as the budget says. */
export function besideBudget(
  made: ByOperation,
  joining: JoiningAccount,
): readonly [ByOperation, ByOperation] {
  const budget = callsOf(joiningBudget(joining));
  const awaited = (calls: ByOperation) =>
    Object.fromEntries(waits.map((name) => [name, Math.min(calls[name] ?? 0, budget[name] ?? 0)]));
  return [
    { ...made, ...awaited(made) },
    { ...budget, ...awaited(budget) },
  ];
}

/** The world accounts-moves with generated accounts, all of them covered. */
export const larger = {
  world: (text: string, accounts: number) =>
    text.replace('principals:', `generate: { accounts: ${accounts}, organizationalUnits: 2 }\nprincipals:`),
  org: (text: string) => text.replace('organizationalUnits: [', 'organizationalUnits: [/Generated, '),
};
