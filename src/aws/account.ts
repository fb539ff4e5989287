import { type AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import type { RegionOptState } from '../model/organization.js';
import type { AccountId, RegionName } from '../model/target.js';
import type { AccountPort } from '../organization/ports.js';
import { required } from './errors.js';

/** As whom Account Management is asked. */
export interface AccountCaller {
  readonly client: AccountClient;
  readonly accountId: AccountId | undefined;
}

export function accountPort(caller: () => Promise<AccountCaller>): AccountPort {
  return {
    async listRegions(accountId) {
      const { client, accountId: own } = await caller();
      // AWS refuses the calling account's own id here: it has to be left out.
      // https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
      const input = accountId === own ? {} : { AccountId: accountId };
      const states = new Map<RegionName, RegionOptState>();
      for await (const page of paginateListRegions({ client, pageSize: 50 }, input))
        for (const region of page.Regions ?? [])
          states.set(
            required(region.RegionName, 'Region.RegionName'),
            required(region.RegionOptStatus, 'Region.RegionOptStatus'),
          );
      return states;
    },
  };
}
