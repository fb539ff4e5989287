import { mapBounded } from '../concurrency/map-bounded.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Account, Organization, RegionOptState } from '../model/organization.js';
import type { AccountId, RegionName } from '../model/target.js';
import type { AccountPort } from './ports.js';

export interface OptInOptions {
  /** Opt-in Regions that the org.yaml asks for. None: no account is asked for its Regions. */
  readonly optInRegions: readonly RegionName[];
  /** Accounts that nobody asks for their Regions: excluded ones. Every other ACTIVE one is asked. */
  readonly leftOut?: readonly AccountId[];
}

/** Account Management is throttled early. Its rate is not published, so this number is assumed. */
const concurrentAccounts = 8;

/** The state of the opt-in Regions in each account: one call an account. */
export async function readOptInRegions(
  port: AccountPort,
  accounts: readonly Account[],
  { optInRegions, leftOut = [] }: OptInOptions,
): Promise<Organization['optInRegions']> {
  if (optInRegions.length === 0) return new Map();
  const asked = accounts
    .filter(({ id, state }) => state === 'ACTIVE' && !leftOut.includes(id))
    .map(({ id }) => id);
  type States = ReadonlyMap<RegionName, RegionOptState> | { readonly unknown: string };
  const answers = await mapBounded(
    asked,
    concurrentAccounts,
    async (accountId): Promise<[AccountId, States]> => {
      try {
        const states = await port.listRegions(accountId);
        return [accountId, new Map([...states].filter(([region]) => optInRegions.includes(region)))];
      } catch (error) {
        if (!isAboutTheAccount(error)) throw error;
        return [accountId, { unknown: error.message }];
      }
    },
  );
  return new Map(answers);
}

/** An account that may not be read is a gap to show; bad credentials or an interruption end the run. */
function isAboutTheAccount(error: unknown): error is OrgSecretsError {
  return (
    error instanceof OrgSecretsError &&
    ['NotPermitted', 'AwsUnavailable', 'UnexpectedAnswer'].includes(error.code)
  );
}
