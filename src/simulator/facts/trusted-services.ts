/*
 * Services that work with Organizations, and how many delegated administrators each may have (undefined: none).
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html; Config: up to 3
 * (AWS::Config::OrganizationConfigRule); StackSets: up to 5 (stacksets-orgs-delegated-admin); the others: assumed 1.
 */
export const trustedServices: Readonly<Record<string, { readonly delegatedAdministrators?: number }>> = {
  'access-analyzer.amazonaws.com': { delegatedAdministrators: 1 },
  'account.amazonaws.com': { delegatedAdministrators: 1 },
  'auditmanager.amazonaws.com': { delegatedAdministrators: 1 },
  'backup.amazonaws.com': { delegatedAdministrators: 5 },
  'cloudtrail.amazonaws.com': { delegatedAdministrators: 3 },
  'compute-optimizer.amazonaws.com': { delegatedAdministrators: 1 },
  'config-multiaccountsetup.amazonaws.com': { delegatedAdministrators: 3 },
  'config.amazonaws.com': { delegatedAdministrators: 3 },
  'controltower.amazonaws.com': {},
  'guardduty.amazonaws.com': { delegatedAdministrators: 1 },
  'health.amazonaws.com': { delegatedAdministrators: 5 },
  'inspector2.amazonaws.com': { delegatedAdministrators: 1 },
  'macie.amazonaws.com': { delegatedAdministrators: 1 },
  'member.org.stacksets.cloudformation.amazonaws.com': { delegatedAdministrators: 5 },
  'ram.amazonaws.com': {},
  'reporting.trustedadvisor.amazonaws.com': { delegatedAdministrators: 5 },
  'securityhub.amazonaws.com': { delegatedAdministrators: 1 },
  'securitylake.amazonaws.com': { delegatedAdministrators: 1 },
  'servicecatalog.amazonaws.com': { delegatedAdministrators: 50 },
  'servicequotas.amazonaws.com': {},
  'ssm.amazonaws.com': { delegatedAdministrators: 1 },
  'sso.amazonaws.com': { delegatedAdministrators: 1 },
  'stacksets.cloudformation.amazonaws.com': {},
  'tagpolicies.tag.amazonaws.com': { delegatedAdministrators: 1 },
};
