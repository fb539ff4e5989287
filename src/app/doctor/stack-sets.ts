import { mapBounded } from '../../concurrency/map-bounded.js';
import { ownershipTag } from '../../desired/names.js';
import { OrgSecretsError } from '../../model/errors.js';
import { LookRefused } from '../../observed/look-refused.js';
import { type Check, ok, type Verdict } from './check.js';

const concurrentLooks = 16;

export const whereStackSetsLive: Check = {
  code: 'D023',
  title: 'Our StackSets live where the org.yaml says, under its prefix',
  what: 'A StackSet is seen only in the Region in which it was made, so all Regions are asked where the org.yaml’s has none. Another prefix of an earlier run is refused: a target can’t have a second recorder.',
  mend: 'Write the `stackSets.region`, or the `stackSets.prefix`, that is shown into the org.yaml; or run destroy as it was, and then apply.',
  async examine({ run, found }) {
    try {
      const { standing, stackSets } = await found();
      const region = standing.stackSetsRegion;
      if (region === undefined || region === run.config.stackSets.region)
        return ok(
          stackSets.size === 0
            ? 'none exists yet'
            : `StackSets in ${run.config.stackSets.region}: ${stackSets.size}`,
        );
      return {
        verdict: 'warning',
        reason: `they live in ${region}, where they were first made, and stay there; the org.yaml says ${run.config.stackSets.region}`,
        mend: `Write stackSets.region: ${region} into ${run.configFile}.`,
      };
    } catch (error) {
      if (!(error instanceof OrgSecretsError) || error.code !== 'Refused') throw error;
      return { verdict: 'failed', reason: error.message, mend: error.instructions, because: error };
    }
  },
};

export const stackSetNames: Check = {
  code: 'D008',
  title: 'StackSets of our names are ours',
  what: 'A StackSet that has one of our names carries our tag. One that does not was made by something else, and is never touched.',
  mend: 'Choose another `stackSets.prefix`.',
  async examine({ run, desired: wanted, stackSetNames: read }) {
    const desired = await wanted();
    const existing = new Set(await read());
    const ours = desired.stackSets.map(({ name }) => name).filter((name) => existing.has(name));
    const foreign: string[] = [];
    for (const name of ours) {
      const found = await run.aws.stackSets.describeStackSet(name);
      if (found && found.tags[ownershipTag] !== desired.prefix) foreign.push(name);
    }
    return foreign.length > 0
      ? {
          verdict: 'failed',
          reason: `made by something else: ${foreign.join(', ')}`,
          mend: 'Choose another stackSets.prefix in the org.yaml.',
        }
      : ok(ours.length === 0 ? 'none exists yet' : `${ours.length} exist`);
  },
};

export const memberRoles: Check = {
  code: 'D009',
  title: 'Every covered account can be looked at',
  what: 'In each covered account one of our roles, or one of `organization.memberRoles`, can be assumed: one call for each account.',
  mend: 'Nothing, if the accounts are new: apply deploys the member stack first, then looks. Or name a role that is there in `organization.memberRoles`.',
  async examine({ run, desired }) {
    const accounts = [...new Set((await desired()).coverage.map(({ accountId }) => accountId))];
    const looks = await mapBounded(accounts, concurrentLooks, async (account) => {
      try {
        await run.aws.members.look(account);
        return undefined;
      } catch (error) {
        if (error instanceof LookRefused) return { account, reason: error.message };
        throw error;
      }
    });
    const refused = looks.filter((look) => look !== undefined);
    const first = refused[0];
    if (!first) return ok(`${accounts.length} accounts`);
    return {
      verdict: 'warning',
      reason: `${refused.length} of ${accounts.length} accounts cannot be looked at before the member stack is there; first ${first.account}: ${first.reason}`,
      mend: 'Nothing, if the accounts are new: apply deploys the member stack first, then looks. Or name a role in organization.memberRoles.',
    };
  },
};

export const regions: Check = {
  code: 'D022',
  title: 'AWS Config answers in each Region',
  what: 'One read of AWS Config in the administrator account, in each Region in which it is covered: shows Regions that are not enabled there, and service control policies that deny Regions.',
  mend: 'Enable the Region in the account, or take it out of `regions`.',
  async examine({ run, desired }) {
    const { coverage, administratorAccountId } = await desired();
    const names = coverage.filter(({ accountId }) => accountId === administratorAccountId);
    const session = await run.aws.members.look(administratorAccountId);
    const looks = await mapBounded(names, concurrentLooks, async ({ region }) => {
      try {
        await session.config(region).recorderStatus();
        return undefined;
      } catch (error) {
        if (error instanceof LookRefused) return { region, why: error.why, reason: error.message };
        throw error;
      }
    });
    const refused = looks.filter((look) => look !== undefined);
    return regionVerdict(names.length, refused, administratorAccountId);
  },
};

function regionVerdict(
  asked: number,
  refused: readonly { readonly region: string; readonly why: string; readonly reason: string }[],
  account: string,
): Verdict {
  const first = refused[0];
  if (!first) return ok(`${asked} Regions, in account ${account}`);
  return {
    verdict: refused.some(({ why }) => why === 'denied') ? 'failed' : 'warning',
    reason: `in account ${account} refused in ${refused.map(({ region }) => region).join(', ')}; first: ${first.reason}`,
    mend: 'Where a policy denies the Region, take it out of regions.include or name it under regions.exclude with a reason. Where it is being enabled, wait.',
  };
}
