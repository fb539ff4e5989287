import { type Check, listed, ok } from './check.js';

export const credentials: Check = {
  code: 'D001',
  title: 'Credentials work',
  what: 'AWS answers `sts:GetCallerIdentity`: the credentials are there, are right, and have not expired. Without them nothing else can be looked at.',
  mend: '`aws sso login --profile <profile>`, or new keys; `aws sts get-caller-identity` must work.',
  examine: ({ run }) => ok(`${run.aws.identity.arn} in account ${run.aws.identity.accountId}`),
};

export const callerAccount: Check = {
  code: 'D002',
  title: 'The credentials belong to the account that the org.yaml calls from',
  what: 'The caller is in the management account or, with `organization.caller: delegated-administrator`, in another.',
  mend: 'Use credentials of that account, or change `organization.caller`.',
  async examine({ run, described }) {
    const { managementAccountId } = await described();
    const { accountId } = run.aws.identity;
    const isManagement = accountId === managementAccountId;
    if (run.config.organization.caller === 'management-account')
      return isManagement
        ? ok(`${accountId} is the management account`)
        : {
            verdict: 'failed',
            reason: `${accountId} is not the management account ${managementAccountId}`,
            mend: 'Use credentials of the management account, or set organization.caller: delegated-administrator.',
          };
    return isManagement
      ? {
          verdict: 'failed',
          reason: 'the org.yaml says delegated-administrator, the credentials are the management account’s',
          mend: 'Use credentials of the StackSets delegated administrator, or set organization.caller: management-account.',
        }
      : ok(`${accountId} calls as a delegated administrator`);
  },
};

export const sameOrganization: Check = {
  code: 'D011',
  title: 'The credentials belong to the organization that the org.yaml names',
  what: '`organization.id` of the org.yaml is the id of the organization that the credentials are in. Left out, any organization will do, which one day is the wrong one.',
  mend: 'Use credentials of that organization; or write its id into the org.yaml.',
  async examine({ run, described }) {
    const { id } = await described();
    const wanted = run.config.organization.id;
    if (wanted === undefined)
      return {
        verdict: 'warning',
        reason: `the org.yaml names none, the credentials belong to ${id}`,
        mend: `Set organization.id: ${id} in ${run.configFile}, so that no run changes another organization.`,
      };
    return wanted === id
      ? ok(id)
      : {
          verdict: 'failed',
          reason: `the credentials belong to ${id}, ${run.configFile} is for ${wanted}`,
          mend: `Use credentials of ${wanted}, or change organization.id in ${run.configFile}.`,
        };
  },
};

/** `arn:aws:sts::1:assumed-role/name/session` → the account, the kind and the name that an IAM ARN of it ends in. */
function principalOf(arn: string): { account: string; kind: string; name: string } {
  const [, , , , account = '', ...rest] = arn.split(':');
  const [kind = '', ...parts] = rest.join(':').split('/');
  return kind === 'assumed-role'
    ? { account, kind: 'role', name: parts[0] ?? '' }
    : { account, kind, name: parts.at(-1) ?? '' };
}

export const trustedCaller: Check = {
  code: 'D013',
  title: 'The org.yaml names this caller',
  what: 'The role or user that calls fits one of `organization.callers`. The roles that orgsecrets makes trust those, so any other caller is shut out once they are there. The path of a role does not show in its sessions, and is not compared.',
  mend: 'Add the ARN of the role to `organization.callers`, or take a role that is named there.',
  examine({ run }) {
    const { account, kind, name } = principalOf(run.aws.identity.arn);
    const fits = run.config.organization.callers.some((pattern) => {
      const [, , , , where, ...rest] = pattern.split(':');
      const [what, ...parts] = rest.join(':').split('/');
      if (where !== account || what !== kind) return false;
      // `*` reaches over slashes, so that a pattern may begin in the path: what stands before the name is left out of both.
      return wildcard(parts.at(-1) ?? '').test(name) || wildcard(parts.join('/')).test(name);
    });
    return fits
      ? ok(`${kind} ${name} is one of organization.callers`)
      : {
          verdict: 'failed',
          reason: `${kind} ${name} in ${account} is none of organization.callers: ${listed(run.config.organization.callers, 3)}`,
          mend: `Add arn:${run.aws.identity.partition}:iam::${account}:${kind}/${name} (with its path, if it has one) to organization.callers in ${run.configFile}, or take a role that is named there.`,
        };
  },
};

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

/** Seconds. AWS refuses a signature that is more than five minutes off (S3: fifteen). */
const noticed = 60;
const refused = 300;

export const clock: Check = {
  code: 'D010',
  title: 'The clock of this machine is right',
  what: 'The `Date` of AWS’s answers against this machine’s time. AWS refuses signatures that are five minutes off (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html); orgsecrets corrects itself by AWS’s time, other tools may not.',
  mend: 'Synchronize the clock: `timedatectl set-ntp true` (Linux), `sudo sntp -sS time.apple.com` (macOS), `w32tm /resync` (Windows).',
  examine({ run }) {
    const skew = run.aws.clockSkew();
    if (skew === undefined) return { verdict: 'unknown', reason: 'AWS’s answers hold no date' };
    const seconds = Math.round(Math.abs(skew) / 1000);
    if (seconds < noticed) return ok(`within ${noticed} seconds of AWS’s`);
    return {
      verdict: seconds < refused ? 'warning' : 'failed',
      reason: `${seconds} seconds ${skew > 0 ? 'behind' : 'ahead of'} AWS’s${seconds < refused ? '' : ', which refuses signatures that are more than 300 seconds off'}`,
      mend: 'timedatectl set-ntp true (Linux), sudo sntp -sS time.apple.com (macOS) or w32tm /resync (Windows)',
    };
  },
};

export const permissions: Check = {
  code: 'D014',
  title: 'The caller may read what is needed',
  what: 'Each read that the caller itself needs is tried, with the smallest page, and changes nothing. What changes something can’t be tried without changing it: CloudFormation and Organizations have no dry run. `iam:SimulatePrincipalPolicy` is not asked: it would be one more permission, and it leaves out session policies, resource policies and most condition keys.',
  mend: 'Attach [policies/caller.json](../policies/caller.json) to the caller.',
  async examine({ run }) {
    const tried = await run.aws.triedReads();
    const denied = tried.filter((read) => read.denied !== undefined);
    const policy =
      run.config.organization.caller === 'management-account'
        ? 'policies/caller.json'
        : 'policies/caller-delegated-administrator.json';
    return denied.length === 0
      ? ok(`${tried.length} reads tried; what changes something is not tried, ${policy} allows it`)
      : {
          verdict: 'failed',
          reason: `denied: ${listed(
            denied.map(({ action }) => action),
            20,
          )}; ${denied[0]?.denied ?? ''}`,
          mend: `Attach ${policy} of this package to ${run.aws.identity.arn}.`,
        };
  },
};
