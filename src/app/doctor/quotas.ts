import type { Quota } from '../../aws/quotas.js';
import type { Limit } from '../../model/catalog.js';
import { OrgSecretsError } from '../../model/errors.js';
import { LookRefused } from '../../observed/look-refused.js';
import { type Check, ok, type Verdict } from './check.js';

interface Allowed {
  readonly value: number;
  /** For a request for more. */
  readonly code: string | undefined;
  /** Where the number comes from. */
  readonly source: string;
  /** Where Service Quotas could not be asked: how it can. The number is then AWS's page's. */
  readonly askMend?: string;
}

/**
 * What Service Quotas says of the account, else what AWS's page says. Found by its words: codes have changed, and
 * whether AWS Config's are listed at all is not written anywhere.
 */
async function allowed(list: () => Promise<readonly Quota[]>, words: RegExp, limit: Limit): Promise<Allowed> {
  const page = { value: limit.value, code: undefined };
  try {
    const found = (await list()).find(({ name }) => words.test(name));
    return found
      ? { value: found.value, code: found.code, source: 'Service Quotas' }
      : { ...page, source: `${limit.source}; Service Quotas does not list it` };
  } catch (error) {
    const denied = error instanceof OrgSecretsError && error.code === 'NotPermitted';
    if (!denied && !(error instanceof LookRefused)) throw error;
    const askMend =
      (denied ? error.instructions : undefined) ??
      'Allow servicequotas:ListServiceQuotas; the policies in policies/ hold it.';
    return {
      ...page,
      askMend,
      source: `${limit.source}; Service Quotas could not be asked: ${error.message}`,
    };
  }
}

/** There is room, by what is known. */
function enough(reason: string, { askMend }: Allowed): Verdict {
  return askMend === undefined ? ok(reason) : { verdict: 'unknown', reason, mend: askMend };
}

function raise(service: string, { code }: Allowed, value: number, region: string): string {
  return code === undefined
    ? `Ask for ${value} in the Service Quotas console (service ${service}, Region ${region}), or by a support case.`
    : `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${value} --region ${region}`;
}

const raiseDoc =
  'The `aws service-quotas request-service-quota-increase` command that is shown, in the account that it names.';

export const stackSetsQuota: Check = {
  code: 'D016',
  title: 'There is room for our StackSets',
  what: 'The StackSets that exist in the management account and those to come, against the quota “Stack sets per administrator account”.',
  mend: raiseDoc,
  async examine({ run, desired: wanted, stackSetNames }) {
    const { stackSets, stackSetsRegion } = await wanted();
    const existing = new Set(await stackSetNames());
    const missing = stackSets.filter(({ name }) => !existing.has(name)).length;
    const { stackSetsPerAdministrator } = run.catalog.limits;
    const quota = await allowed(
      () => run.aws.quotas.cloudFormation(),
      /stack ?sets per/i,
      stackSetsPerAdministrator,
    );
    const needed = existing.size + missing;
    const reason = `${existing.size} exist, ${missing} are to come, ${quota.value} are allowed (${quota.source})`;
    if (needed > quota.value)
      return {
        verdict: 'failed',
        reason,
        mend: `In the management account: ${raise('cloudformation', quota, needed, stackSetsRegion)}`,
      };
    return enough(reason, quota);
  },
};

export const instancesQuota: Check = {
  code: 'D017',
  title: 'There is room for our stack instances',
  what: 'The instances of our largest StackSet against the quota “Stack instances per stack set”.',
  mend: raiseDoc,
  async examine({ run, desired: wanted }) {
    const { stackSets, stackSetsRegion } = await wanted();
    const most = Math.max(0, ...stackSets.map(({ accounts }) => accounts.length));
    const { stackInstancesPerStackSet } = run.catalog.limits;
    const quota = await allowed(
      () => run.aws.quotas.cloudFormation(),
      /instances per stack ?set/i,
      stackInstancesPerStackSet,
    );
    const reason = `${most} in the largest StackSet, ${quota.value} are allowed (${quota.source})`;
    if (most > quota.value)
      return {
        verdict: 'failed',
        reason,
        mend: `In the management account: ${raise('cloudformation', quota, most, stackSetsRegion)}`,
      };
    return enough(reason, quota);
  },
};

export const aggregatorQuota: Check = {
  code: 'D018',
  title: 'AWS Config takes our accounts into the aggregator',
  what: 'An aggregator of an organization takes in every account of it, excluded ones too. AWS Config takes so many in a week (over all aggregators of the administrator account), and so many in one aggregator.',
  mend: 'The weekly quota: ask for more, or wait: AWS goes on in the week after. The other can not be raised.',
  async examine({ run, organization: read, desired: wanted }) {
    const organization = await read();
    const { homeRegion, administratorAccountId, aggregator } = await wanted();
    const accounts = organization.accounts.filter(({ state }) => state === 'ACTIVE').length;
    const { accountsPerAggregator, accountsPerWeekInAggregators } = run.catalog.limits;
    if (accounts > accountsPerAggregator.value)
      return {
        verdict: 'failed',
        reason: `${accounts} accounts, an aggregator holds ${accountsPerAggregator.value} (${accountsPerAggregator.source})`,
        mend: 'AWS does not raise it. Ask AWS Support.',
      };
    const exists = await hasAggregator(run.aws.members, aggregator.name);
    if (exists && accounts <= accountsPerWeekInAggregators.value)
      return ok(`the aggregator ${aggregator.name} exists`);
    const quota = await allowed(
      () => run.aws.quotas.config(),
      /accounts.*(per week|weekly)/i,
      accountsPerWeekInAggregators,
    );
    const reason = `${accounts} accounts, ${quota.value} a week are allowed (${quota.source})`;
    if (accounts <= quota.value) return enough(reason, quota);
    const weeks = Math.ceil(accounts / quota.value) - 1;
    const later = weeks === 1 ? 'a week' : `${weeks} weeks`;
    return {
      verdict: 'warning',
      reason: exists
        ? `${reason}: the aggregator ${aggregator.name} exists, and is whole ${later} after it was made; orgsecrets status tells how many accounts are still to come`
        : `${reason}: the aggregator is whole ${later} after it is made`,
      mend: `In account ${administratorAccountId}: ${raise('config', quota, accounts, homeRegion)}`,
    };
  },
};

async function hasAggregator(
  members: { aggregators(): Promise<{ describeAggregators(): Promise<readonly { name: string }[]> }> },
  name: string,
): Promise<boolean> {
  try {
    return (await (await members.aggregators()).describeAggregators()).some((found) => found.name === name);
  } catch (error) {
    // Where nobody lets us in yet, there is none of ours.
    if (error instanceof LookRefused && error.why === 'no-role') return false;
    throw error;
  }
}
