/*
 * Service-linked roles: name and policy. Names: each service's user guide, "Using service-linked roles", e.g.
 * https://docs.aws.amazon.com/config/latest/developerguide/using-service-linked-roles.html
 */
export interface ServiceLinkedRoleFacts {
  readonly roleName: string;
  /** A policy below arn:<partition>:iam::aws:policy/; undefined where the simulator does not know it. */
  readonly policy?: string;
}

export const serviceLinkedRoles: Readonly<Record<string, ServiceLinkedRoleFacts>> = {
  'config.amazonaws.com': {
    roleName: 'AWSServiceRoleForConfig',
    policy: 'aws-service-role/AWSConfigServiceRolePolicy',
  },
  'config-multiaccountsetup.amazonaws.com': { roleName: 'AWSServiceRoleForConfigMultiAccountSetup' },
  'stacksets.cloudformation.amazonaws.com': {
    roleName: 'AWSServiceRoleForCloudFormationStackSetsOrgAdmin',
    policy: 'aws-service-role/CloudFormationStackSetsOrgAdminServiceRolePolicy',
  },
  'member.org.stacksets.cloudformation.amazonaws.com': {
    roleName: 'AWSServiceRoleForCloudFormationStackSetsOrgMember',
  },
  'organizations.amazonaws.com': { roleName: 'AWSServiceRoleForOrganizations' },
  'securityhub.amazonaws.com': { roleName: 'AWSServiceRoleForSecurityHub' },
  'controltower.amazonaws.com': { roleName: 'AWSServiceRoleForAWSControlTower' },
};
