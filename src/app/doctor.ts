import pLimit from 'p-limit';
import { optInRegionsAskedFor } from '../desired/regions.js';
import { OrgSecretsError } from '../model/errors.js';
import { accountService, configService, type Organization } from '../model/organization.js';
import type { AccountId } from '../model/target.js';
import { LookRefused } from '../observed/look-refused.js';
import { ownershipTag } from '../desired/names.js';
import type { DoctorCheck } from '../report/types.js';
import type { Run } from './run.js';
import { survey, type Survey } from './survey.js';

type Verdict = Pick<DoctorCheck, 'verdict' | 'reason' | 'mend'>;

interface Examination {
  readonly code: string;
  readonly title: string;
  readonly examine: (run: Run, surveyed: Survey) => Verdict | Promise<Verdict>;
}

const concurrentLooks = 16;

/** Every examination has a code that stays the same for ever. */
const examinations: readonly Examination[] = [
  {
    code: 'D002',
    title: 'The credentials belong to the account that the org.yaml calls from',
    examine: callerAccount,
  },
  { code: 'D003', title: 'The organization has all features', examine: allFeatures },
  { code: 'D004', title: 'StackSets have trusted access', examine: stackSetsAccess },
  { code: 'D005', title: 'AWS Config has trusted access', examine: configAccess },
  { code: 'D006', title: 'The delegated administrator for AWS Config', examine: delegatedAdministrator },
  {
    code: 'D007',
    title: 'Opt-in Regions can be read and are enabled in the management account',
    examine: optInRegions,
  },
  { code: 'D008', title: 'StackSets of our names are ours', examine: stackSetNames },
  { code: 'D009', title: 'Every covered account can be looked at', examine: memberRoles },
];

/**
 * Looks at every prerequisite without changing anything. What stops one examination does not stop the others: it is
 * reported as unknown.
 */
export async function doctor(run: Run): Promise<readonly DoctorCheck[]> {
  const { accountId, arn } = run.aws.identity;
  const checks: DoctorCheck[] = [
    { code: 'D001', title: 'Credentials work', verdict: 'ok', reason: `${arn} in account ${accountId}` },
  ];
  const surveyed = await survey(run);
  for (const { code, title, examine } of examinations) {
    checks.push({ code, title, ...(await attempt(() => examine(run, surveyed))) });
  }
  return checks;
}

async function attempt(examine: () => Verdict | Promise<Verdict>): Promise<Verdict> {
  try {
    return await examine();
  } catch (error) {
    if (!(error instanceof OrgSecretsError)) throw error;
    return { verdict: 'unknown', reason: error.message, mend: error.instructions };
  }
}

function callerAccount(run: Run, { organization }: Survey): Verdict {
  const { accountId } = run.aws.identity;
  const isManagement = accountId === organization.managementAccountId;
  if (run.config.organization.caller === 'management-account')
    return isManagement
      ? { verdict: 'ok', reason: `${accountId} is the management account` }
      : {
          verdict: 'failed',
          reason: `${accountId} is not the management account ${organization.managementAccountId}`,
          mend: 'Use credentials of the management account, or set organization.caller: delegated-administrator.',
        };
  return isManagement
    ? {
        verdict: 'failed',
        reason: 'the org.yaml says delegated-administrator, the credentials are the management account’s',
        mend: 'Use credentials of the StackSets delegated administrator, or set organization.caller: management-account.',
      }
    : { verdict: 'ok', reason: `${accountId} calls as a delegated administrator` };
}

function allFeatures(_run: Run, { organization }: Survey): Verdict {
  return organization.allFeatures
    ? { verdict: 'ok', reason: `organization ${organization.id}` }
    : {
        verdict: 'failed',
        reason: `organization ${organization.id} has consolidated billing alone`,
        mend: 'aws organizations enable-all-features',
      };
}

async function stackSetsAccess(run: Run): Promise<Verdict> {
  const access = await run.aws.stackSets.organizationsAccess();
  switch (access) {
    case 'ENABLED':
      return { verdict: 'ok', reason: 'active' };
    case 'DISABLED':
      return {
        verdict: 'warning',
        reason: 'not active yet; apply activates it',
        mend: 'aws cloudformation activate-organizations-access',
      };
    case 'DISABLED_PERMANENTLY':
      return { verdict: 'failed', reason: 'AWS does not offer it in this partition or account' };
  }
}

function configAccess(_run: Run, { organization }: Survey): Verdict {
  return organization.trustedServices.includes(configService)
    ? { verdict: 'ok', reason: 'active' }
    : {
        verdict: 'warning',
        reason: 'not active yet; apply activates it',
        mend: `aws organizations enable-aws-service-access --service-principal ${configService}`,
      };
}

function delegatedAdministrator(run: Run, { organization }: Survey): Verdict {
  const wanted = run.config.delegatedAdministrator.accountId;
  const registered = organization.delegatedAdministrators.get(configService) ?? [];
  if (registered.includes(wanted)) return { verdict: 'ok', reason: `${wanted} is registered` };
  const others = registered.length > 0 ? `; ${registered.join(', ')} registered, and left as it is` : '';
  return {
    verdict: 'warning',
    reason: `${wanted} is not registered yet; apply registers it${others}`,
    mend: `aws organizations register-delegated-administrator --account-id ${wanted} --service-principal ${configService}`,
  };
}

function optInRegions(run: Run, { organization }: Survey): Verdict {
  const asked = optInRegionsAskedFor(run.config, run.catalog);
  if (asked.length === 0) return { verdict: 'ok', reason: 'the org.yaml asks for none' };
  const unread = unreadAccounts(organization);
  const states = organization.optInRegions.get(organization.managementAccountId);
  if (states === undefined || 'unknown' in states)
    return {
      verdict: 'unknown',
      reason: `the management account's could not be read: ${states?.unknown ?? 'not asked'}`,
    };
  const off = asked.filter((region) => states.get(region) !== 'ENABLED');
  if (off.length > 0)
    return {
      verdict: 'warning',
      reason: `not enabled in the management account, so left out everywhere: ${off.join(', ')}`,
      mend: off.map((region) => `aws account enable-region --region-name ${region}`).join('\n'),
    };
  return unread.length > 0
    ? {
        verdict: 'warning',
        reason: `could not be read in ${unread.length} accounts, so unknown there: ${unread.slice(0, 5).join(', ')}`,
        mend: organization.trustedServices.includes(accountService)
          ? 'Let the caller use account:ListRegions on these accounts.'
          : `Nothing: apply gives ${accountService} trusted access and reads them then.`,
      }
    : { verdict: 'ok', reason: asked.join(', ') };
}

function unreadAccounts(organization: Organization): readonly AccountId[] {
  return [...organization.optInRegions].flatMap(([account, states]) =>
    'unknown' in states ? [account] : [],
  );
}

async function stackSetNames(run: Run, { desired }: Survey): Promise<Verdict> {
  const existing = new Set(await run.aws.stackSets.listStackSets());
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
    : { verdict: 'ok', reason: ours.length === 0 ? 'none exists yet' : `${ours.length} exist` };
}

async function memberRoles(run: Run, { desired }: Survey): Promise<Verdict> {
  const accounts = [...new Set(desired.coverage.map(({ accountId }) => accountId))];
  const limit = pLimit(concurrentLooks);
  const refusals = await Promise.all(
    accounts.map((account) =>
      limit(async () => {
        try {
          await run.aws.members.look(account);
          return undefined;
        } catch (error) {
          if (error instanceof LookRefused) return { account, reason: error.message };
          throw error;
        }
      }),
    ),
  );
  const refused = refusals.filter((refusal) => refusal !== undefined);
  const first = refused[0];
  if (!first) return { verdict: 'ok', reason: `${accounts.length} accounts` };
  return {
    verdict: 'warning',
    reason: `${refused.length} of ${accounts.length} accounts cannot be looked at before the member stack is there; first ${first.account}: ${first.reason}`,
    mend: 'Nothing, if the accounts are new: apply deploys the member stack first, then looks. Or name a role in organization.memberRoles.',
  };
}
