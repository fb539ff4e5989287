import * as account from '@aws-sdk/client-account';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as config from '@aws-sdk/client-config-service';
import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as quotas from '@aws-sdk/client-service-quotas';
import { mapBounded } from '../concurrency/map-bounded.js';
import { OrgSecretsError } from '../model/errors.js';
import type { OrgConfig } from '../model/org-config.js';
import type { TriedRead } from './aws.js';
import type { Clients, Session } from './clients.js';
import { awsWords, isDenied } from './errors.js';
import type { StackSetSides } from './stack-set-side.js';

/** An IAM action, and a call that needs it and nothing else. */
type Attempt = readonly [action: string, call: () => Promise<unknown>];

const concurrentCalls = 4;
const nobody = '000000000000';

/**
 * Tries each read that the caller itself needs, on our own names and with the smallest page, and tells what was denied.
 *
 * Nothing that changes anything is tried: neither CloudFormation nor Organizations has a dry run.
 * `iam:SimulatePrincipalPolicy` is not asked: it would be one more permission, and its answer leaves out session
 * policies, the resources' own policies and most condition keys, which our statements use
 * (https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html).
 *
 * @throws OrgSecretsError where AWS could not be asked at all.
 */
export async function triedReads(
  settings: OrgConfig,
  clients: Clients,
  caller: Session,
  sides: StackSetSides,
): Promise<readonly TriedRead[]> {
  const attempts = [
    ...organizationReads(clients.organizations(caller, settings.stackSets.region)),
    ...(await stackSetReads(settings, sides)),
    ...ownAccountReads(settings, clients, caller),
  ];
  return mapBounded(attempts, concurrentCalls, async ([action, call]): Promise<TriedRead> => {
    try {
      await call();
    } catch (error) {
      if (isDenied(error)) return { action, denied: awsWords(error) };
      if (!isAnswer(error)) throw error;
    }
    return { action, denied: undefined };
  });
}

/** Did AWS itself say no, for another reason than a missing permission (a name that does not exist, say)? */
function isAnswer(error: unknown): boolean {
  return error instanceof OrgSecretsError && error.code === 'UnexpectedAnswer';
}

function organizationReads(client: organizations.OrganizationsClient): readonly Attempt[] {
  const page = { MaxResults: 1 };
  // No account, root or unit has these ids, and AWS looks at the permission first. assumed; were it the other way, nothing is denied.
  const below = { ...page, ParentId: 'r-0000' };
  return [
    [
      'organizations:DescribeOrganization',
      () => client.send(new organizations.DescribeOrganizationCommand({})),
    ],
    ['organizations:ListRoots', () => client.send(new organizations.ListRootsCommand(page))],
    ['organizations:ListAccounts', () => client.send(new organizations.ListAccountsCommand(page))],
    [
      'organizations:ListAccountsForParent',
      () => client.send(new organizations.ListAccountsForParentCommand(below)),
    ],
    [
      'organizations:DescribeAccount',
      () => client.send(new organizations.DescribeAccountCommand({ AccountId: nobody })),
    ],
    [
      'organizations:ListParents',
      () => client.send(new organizations.ListParentsCommand({ ...page, ChildId: nobody })),
    ],
    [
      'organizations:DescribeOrganizationalUnit',
      () =>
        client.send(
          new organizations.DescribeOrganizationalUnitCommand({ OrganizationalUnitId: 'ou-0000-00000000' }),
        ),
    ],
    [
      'organizations:ListOrganizationalUnitsForParent',
      () => client.send(new organizations.ListOrganizationalUnitsForParentCommand(below)),
    ],
    [
      'organizations:ListAWSServiceAccessForOrganization',
      () => client.send(new organizations.ListAWSServiceAccessForOrganizationCommand(page)),
    ],
    [
      'organizations:ListDelegatedAdministrators',
      () => client.send(new organizations.ListDelegatedAdministratorsCommand(page)),
    ],
    [
      'organizations:ListPolicies',
      () => client.send(new organizations.ListPoliciesCommand({ ...page, Filter: 'SERVICE_CONTROL_POLICY' })),
    ],
  ];
}

async function stackSetReads(settings: OrgConfig, sides: StackSetSides): Promise<readonly Attempt[]> {
  const { client, as } = await sides.of('SERVICE_MANAGED');
  const { prefix } = settings.stackSets;
  const set = { ...as, StackSetName: `${prefix}-member` };
  const operation = { ...set, OperationId: `${prefix}-doctor` };
  const page = { MaxResults: 1 };
  const instance = { StackInstanceAccount: nobody, StackInstanceRegion: settings.stackSets.region };
  const service: readonly Attempt[] = [
    [
      'cloudformation:DescribeOrganizationsAccess',
      () => client.send(new cloudformation.DescribeOrganizationsAccessCommand(as)),
    ],
    [
      'cloudformation:ListStackSets',
      () => client.send(new cloudformation.ListStackSetsCommand({ ...as, ...page })),
    ],
    ['cloudformation:DescribeStackSet', () => client.send(new cloudformation.DescribeStackSetCommand(set))],
    [
      'cloudformation:DescribeStackInstance',
      () => client.send(new cloudformation.DescribeStackInstanceCommand({ ...set, ...instance })),
    ],
    [
      'cloudformation:ListStackInstances',
      () => client.send(new cloudformation.ListStackInstancesCommand({ ...set, ...page })),
    ],
    [
      'cloudformation:ListStackSetOperations',
      () => client.send(new cloudformation.ListStackSetOperationsCommand({ ...set, ...page })),
    ],
    [
      'cloudformation:DescribeStackSetOperation',
      () => client.send(new cloudformation.DescribeStackSetOperationCommand(operation)),
    ],
    [
      'cloudformation:ListStackSetOperationResults',
      () => client.send(new cloudformation.ListStackSetOperationResultsCommand({ ...operation, ...page })),
    ],
  ];
  if (settings.organization.caller !== 'management-account') return service;
  const stack = { StackName: `${prefix}-management-roles` };
  return [
    ...service,
    ['cloudformation:DescribeStacks', () => client.send(new cloudformation.DescribeStacksCommand(stack))],
    ['cloudformation:GetTemplate', () => client.send(new cloudformation.GetTemplateCommand(stack))],
  ];
}

function ownAccountReads(settings: OrgConfig, clients: Clients, caller: Session): readonly Attempt[] {
  const { region, iamRegion } = settings.stackSets;
  const looking = clients.config(caller, settings.delegatedAdministrator.homeRegion);
  const looks: readonly Attempt[] = [
    [
      'config:DescribeConfigurationRecorders',
      () => looking.send(new config.DescribeConfigurationRecordersCommand({})),
    ],
    [
      'config:DescribeConfigurationRecorderStatus',
      () => looking.send(new config.DescribeConfigurationRecorderStatusCommand({})),
    ],
    ['config:DescribeDeliveryChannels', () => looking.send(new config.DescribeDeliveryChannelsCommand({}))],
    [
      'config:DescribeDeliveryChannelStatus',
      () => looking.send(new config.DescribeDeliveryChannelStatusCommand({})),
    ],
    [
      'config:DescribeConfigRuleEvaluationStatus',
      () => looking.send(new config.DescribeConfigRuleEvaluationStatusCommand({})),
    ],
    ['config:DescribeConfigRules', () => looking.send(new config.DescribeConfigRulesCommand({}))],
    [
      'iam:GetRole',
      () =>
        clients.iam(caller, iamRegion).send(new iam.GetRoleCommand({ RoleName: 'AWSServiceRoleForConfig' })),
    ],
  ];
  if (settings.organization.caller !== 'management-account') return looks;
  return [
    ...looks,
    [
      'account:ListRegions',
      () => clients.account(caller, region).send(new account.ListRegionsCommand({ MaxResults: 1 })),
    ],
    [
      'servicequotas:ListServiceQuotas',
      () =>
        clients
          .serviceQuotas(caller, region)
          .send(new quotas.ListServiceQuotasCommand({ ServiceCode: 'cloudformation', MaxResults: 1 })),
    ],
  ];
}
