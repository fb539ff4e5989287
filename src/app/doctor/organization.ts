import { OrgSecretsError } from '../../model/errors.js';
import { accountService, configService, stackSetsService } from '../../model/organization.js';
import { optInRegionsAskedFor } from '../../desired/regions.js';
import { type Check, listed, ok } from './check.js';

export const allFeatures: Check = {
  code: 'D003',
  title: 'The organization has all features',
  what: 'StackSets with service-managed permissions need all features, not consolidated billing alone.',
  mend: '`aws organizations enable-all-features`; every invited account has to agree.',
  async examine({ described }) {
    const { id, allFeatures: all } = await described();
    return all
      ? ok(`organization ${id}`)
      : {
          verdict: 'failed',
          reason: `organization ${id} has consolidated billing alone`,
          mend: 'aws organizations enable-all-features',
        };
  },
};

export const stackSetsAccess: Check = {
  code: 'D004',
  title: 'StackSets have trusted access',
  what: 'CloudFormation may deploy to the accounts of the organization.',
  mend: 'Nothing: apply activates it. By hand: `aws cloudformation activate-organizations-access`.',
  async examine({ run }) {
    switch (await run.aws.stackSets.organizationsAccess()) {
      case 'ENABLED':
        return ok('active');
      case 'DISABLED':
        return {
          verdict: 'warning',
          reason: 'not active yet; apply activates it',
          mend: 'aws cloudformation activate-organizations-access',
        };
      case 'DISABLED_PERMANENTLY':
        return { verdict: 'failed', reason: 'AWS does not offer it in this partition or account' };
    }
  },
};

export const configAccess: Check = {
  code: 'D005',
  title: 'AWS Config has trusted access',
  what: 'An aggregator of an organization needs it.',
  mend: `Nothing: apply enables it. By hand: \`aws organizations enable-aws-service-access --service-principal ${configService}\`.`,
  async examine({ trustedServices }) {
    return (await trustedServices()).includes(configService)
      ? ok('active')
      : {
          verdict: 'warning',
          reason: 'not active yet; apply activates it',
          mend: `aws organizations enable-aws-service-access --service-principal ${configService}`,
        };
  },
};

export const configAdministrator: Check = {
  code: 'D006',
  title: 'The delegated administrator for AWS Config',
  what: 'The account that the org.yaml names is registered. Others that are registered stay; AWS takes three in all.',
  mend: `Nothing: apply registers it. Where three others are registered, one has to go: \`aws organizations deregister-delegated-administrator --service-principal ${configService} --account-id <account>\`, or name one of them in the org.yaml.`,
  async examine({ run, delegatedAdministrators }) {
    const wanted = run.config.delegatedAdministrator.accountId;
    const registered = await delegatedAdministrators(configService);
    if (registered.includes(wanted)) return ok(`${wanted} is registered`);
    if (registered.length >= run.catalog.limits.configAdministratorsPerOrganization.value)
      return {
        verdict: 'failed',
        reason: `${wanted} is not registered, and AWS takes no more than the ${registered.length} that are (MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED): ${registered.join(', ')}`,
        mend: `Name one of them under delegatedAdministrator.accountId in ${run.configFile}, or, if one is not needed any more: aws organizations deregister-delegated-administrator --service-principal ${configService} --account-id <account>`,
      };
    const others = registered.length > 0 ? `; ${registered.join(', ')} registered, and left as it is` : '';
    return {
      verdict: 'warning',
      reason: `${wanted} is not registered yet; apply registers it${others}`,
      mend: `aws organizations register-delegated-administrator --account-id ${wanted} --service-principal ${configService}`,
    };
  },
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html */
const mostStackSetAdministrators = 5;

export const stackSetsAdministrator: Check = {
  code: 'D021',
  title: 'The delegated administrator for StackSets',
  what: 'With `organization.caller: delegated-administrator` the caller’s account must be one; AWS takes five in all.',
  mend: `In the management account: \`aws organizations register-delegated-administrator --service-principal ${stackSetsService} --account-id <account>\`.`,
  async examine({ run, delegatedAdministrators }) {
    if (run.config.organization.caller === 'management-account')
      return ok('not needed: the management account calls');
    const { accountId } = run.aws.identity;
    const registered = await delegatedAdministrators(stackSetsService);
    if (registered.includes(accountId)) return ok(`${accountId} is registered`);
    const full =
      registered.length >= mostStackSetAdministrators
        ? `, and AWS takes no more than the ${registered.length} that are: ${registered.join(', ')}`
        : '';
    return {
      verdict: 'failed',
      reason: `${accountId} is not registered${full}`,
      mend: `In the management account: aws organizations register-delegated-administrator --service-principal ${stackSetsService} --account-id ${accountId}`,
    };
  },
};

export const optInRegions: Check = {
  code: 'D007',
  title: 'Opt-in Regions can be read and are enabled in the management account',
  what: 'StackSets reach an opt-in Region only where the management account has enabled it too, and which accounts have it is asked of Account Management.',
  mend: '`aws account enable-region --region-name <region>` in the management account.',
  async examine({ run, organization: read }) {
    const asked = optInRegionsAskedFor(run.config, run.catalog);
    if (asked.length === 0) return ok('the org.yaml asks for none');
    const organization = await read();
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
    const unread = [...organization.optInRegions].flatMap(([account, found]) =>
      'unknown' in found ? [account] : [],
    );
    return unread.length > 0
      ? {
          verdict: 'warning',
          reason: `could not be read in ${unread.length} accounts, so unknown there: ${listed(unread)}`,
          mend: organization.trustedServices.includes(accountService)
            ? 'Let the caller use account:ListRegions on these accounts.'
            : `Nothing: apply gives ${accountService} trusted access and reads them then.`,
        }
      : ok(asked.join(', '));
  },
};

export const fits: Check = {
  code: 'D012',
  title: 'The org.yaml fits the organization',
  what: 'The accounts, units and Regions that the org.yaml names exist and can be covered; the administrator account is a member, active, and covered in its home Region.',
  mend: 'Change what the reason names in the org.yaml.',
  async examine({ organization, desired }) {
    // What can't be read is not the org.yaml's fault.
    await organization();
    try {
      const { coverage, exclusions } = await desired();
      const accounts = new Set(coverage.map(({ accountId }) => accountId)).size;
      const regions = new Set(coverage.map(({ region }) => region)).size;
      return ok(
        `${coverage.length} targets: ${accounts} accounts, ${regions} Regions; ${exclusions.length} exclusions`,
      );
    } catch (error) {
      if (!(error instanceof OrgSecretsError) || error.fault !== 'user') throw error;
      return { verdict: 'failed', reason: error.message, mend: error.instructions, because: error };
    }
  },
};
