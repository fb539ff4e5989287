import { organizationOf } from '../../../src/simulator/services/organizations/state.js';
import { administratorOf } from './administrator.js';
import type { Disturbed } from './administrator.js';

/** Moves an account to another organizational unit, by its name, or to the root (`root`). */
export async function moveAccount(simulator: Disturbed, AccountId: string, unit: string): Promise<void> {
  const organization = organizationOf(simulator.world);
  const found = Object.values(organization.organizationalUnits).find(({ name }) => name === unit);
  const DestinationParentId = unit === 'root' ? organization.rootId : found?.id;
  await administratorOf(simulator, { accountId: simulator.managementAccountId }).call(
    'organizations',
    'MoveAccount',
    { AccountId, SourceParentId: organization.accounts[AccountId]?.parentId, DestinationParentId },
  );
}

/** Closes an account. */
export async function closeAccount(simulator: Disturbed, AccountId: string): Promise<void> {
  await administratorOf(simulator, { accountId: simulator.managementAccountId }).call(
    'organizations',
    'CloseAccount',
    { AccountId },
  );
}

/** Enables an opt-in Region in an account, or disables it. */
export async function switchRegion(
  simulator: Disturbed,
  AccountId: string,
  RegionName: string,
  to: 'enabled' | 'disabled',
): Promise<void> {
  const administrator = administratorOf(simulator, { accountId: AccountId });
  await administrator.call('account', to === 'enabled' ? 'EnableRegion' : 'DisableRegion', { RegionName });
  while (
    !/^(ENABLED|DISABLED)$/.test(
      String((await administrator.call('account', 'GetRegionOptStatus', { RegionName }))['RegionOptStatus']),
    )
  )
    await simulator.clock.sleep(60_000);
}
