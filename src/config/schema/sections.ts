import { z } from 'zod';
import * as form from './primitives.js';

export const organization = z
  .strictObject({
    id: form.organizationId.optional().describe('A run in any other organization is refused.'),
    caller: z
      .enum(['management-account', 'delegated-administrator'])
      .default('management-account')
      .describe('Whose credentials orgsecrets runs with; the delegated administrator is that of StackSets.'),
    callers: z
      .array(form.principalPattern)
      .min(1)
      .describe(
        "Who runs orgsecrets: ARNs of roles or users in the caller's account, with * and ?. The roles that orgsecrets makes trust these and nobody else.",
      ),
    managementRoleArn: form.roleArn
      .optional()
      .describe(
        'With caller: delegated-administrator, a role in the management account for what only that account may do. Left out: those things must be done already, and the management account is left out.',
      ),
    memberRoles: z
      .array(form.roleName)
      .default(['OrganizationAccountAccessRole', 'AWSControlTowerExecution'])
      .describe('Roles in member accounts to look through before our own exist, tried in this order.'),
  })
  .describe('The organization and who runs orgsecrets in it.');

export const accounts = z
  .strictObject({
    organizationalUnits: z
      .array(form.organizationalUnit)
      .min(1)
      .default(['/'])
      .describe(
        'Ids (ou-…, r-…) or paths of names (/Workloads/Prod); everything below is included. / is the root.',
      ),
    exclude: z
      .array(
        z.union([
          form.accountId.transform((id): { id: string; reason?: string | undefined } => ({ id })),
          z.strictObject({
            id: form.accountId.describe('Twelve digits in quotes.'),
            reason: form.reason.optional().describe('Why; shown in every plan and report.'),
          }),
        ]),
      )
      .prefault([])
      .describe('Accounts that are never touched: an id in quotes, or an id with a reason.'),
    includeManagementAccount: z
      .boolean()
      .default(true)
      .describe('Whether the management account is covered too.'),
  })
  .describe('Which accounts are covered.');

export const delivery = z
  .strictObject({
    bucket: form.bucketName
      .optional()
      .describe(
        'An existing bucket whose policy admits AWS Config, in the home Region. Left out: orgsecrets makes one; in China, one in each Region.',
      ),
    keyPrefix: form.keyPrefix.optional().describe('Before AWSLogs/ in the names of objects. Left out: none.'),
    trust: z
      .enum(['organization', 'service'])
      .default('organization')
      .describe(
        "What the bucket's policy trusts: the organization (aws:SourceOrgID), or AWS Config for a list of accounts (fits about a thousand).",
      ),
  })
  .describe('Where recorders that orgsecrets makes deliver to.');

export const recorder = z
  .strictObject({
    adopt: z
      .enum(['as-is', 'start', 'extend'])
      .default('as-is')
      .describe(
        'What may be done to a recorder that is there already: nothing; start it; or add AWS::SecretsManager::Secret to what it records and nothing else, and start it. The plan shows each change first.',
      ),
    role: z
      .enum(['service-linked', 'dedicated'])
      .default('service-linked')
      .describe(
        "The role of recorders that orgsecrets makes: AWS Config's service-linked role, which Security Hub's Config.1 asks for, or a role of their own.",
      ),
    resourceTypes: z
      .array(form.resourceType)
      .min(1)
      .default(['AWS::SecretsManager::Secret', 'AWS::KMS::Key', 'AWS::Lambda::Function'])
      .describe(
        'What recorders that orgsecrets makes record: the secrets, and what their history refers to, keys and rotation functions.',
      ),
    frequency: z
      .enum(['continuous', 'daily'])
      .default('continuous')
      .describe('daily delays rules that run on changes by up to a day.'),
  })
  .describe('The AWS Config recorder of each target.');

export const tags = z
  .record(form.tagKey, form.tagValue)
  .describe('Tags on everything that orgsecrets makes, beside its own.');

/** Sections in which Regions are named. `region` accepts the Regions of the catalog. */
export function regionalSections(region: z.ZodType<string, string>) {
  return {
    delegatedAdministrator: z
      .strictObject({
        accountId: form.accountId.describe('Twelve digits in quotes.'),
        homeRegion: region.describe(
          'Where the aggregator, the bucket and the topic live. In China each covered Region has a bucket and a topic.',
        ),
      })
      .describe('The member account that looks at the whole: the delegated administrator for AWS Config.'),
    regions: z
      .strictObject({
        include: z
          .union([z.literal('all'), z.array(region).min(1)])
          .describe('A list, or all: every Region of the partition in which AWS Config works.'),
        exclude: form
          .excludedRegions(region)
          .prefault([])
          .describe('Left out of include: a name, or a name with a reason.'),
        allowUnsupported: z
          .array(region)
          .default([])
          .describe(
            "Regions that AWS's pages call unsupported for this purpose (ap-southeast-3) and that are to be covered all the same.",
          ),
      })
      .describe(
        'Which Regions are covered. Opt-in Regions are covered in the accounts that have enabled them.',
      ),
    aggregator: z
      .strictObject({
        name: form.aggregatorName.default('orgsecrets').describe('A changed name makes a new aggregator.'),
        regions: z
          .union([z.enum(['covered', 'all']), z.array(region).min(1)])
          .default('covered')
          .describe('covered: those of regions; all: every Region, future ones too; or a list.'),
      })
      .describe('The AWS Config aggregator in the delegated administrator account.'),
    stackSets: stackSets(region),
  };
}

function stackSets(region: z.ZodType<string, string>) {
  return z
    .strictObject({
      prefix: form.prefix
        .default('orgsecrets')
        .describe('Of the names of StackSets, roles, bucket and topic. It can not be changed later.'),
      region: region.optional().describe('Where the StackSets themselves live. Left out: the home Region.'),
      iamRegion: region
        .optional()
        .describe(
          "Where stacks that hold only IAM roles live; every account must have it. Left out: the home Region, or the partition's main one where the home Region is opt-in.",
        ),
      maxConcurrentPercentage: z
        .int()
        .min(1)
        .max(100)
        .default(100)
        .describe('How many of the accounts of an operation CloudFormation works on at once, in percent.'),
      failureTolerancePercentage: z
        .int()
        .min(0)
        .max(100)
        .default(100)
        .describe('How many of the accounts of an operation may fail before it stops, in percent.'),
      autoDeployment: z
        .enum(['member', 'all'])
        .default('member')
        .describe(
          'What AWS deploys by itself to accounts that join: our roles alone, or recorder and rules too.',
        ),
      pollInterval: z
        .number()
        .min(0.05)
        .max(300)
        .default(10)
        .describe('Seconds between two looks at a running operation.'),
      deadline: z
        .number()
        .min(0.1)
        .max(10080)
        .default(120)
        .describe(
          'Minutes after which a run stops waiting; what runs goes on, and the next run takes it up.',
        ),
    })
    .describe('How CloudFormation StackSets are used.');
}
