import { z } from 'zod';
import { partitions } from '../facts/regions.js';
import { functionSchema } from './functions.js';
import { keySchema } from './keys.js';
import { latencies } from './latencies.js';
import { secretSchema } from './secrets.js';
import { stackSetSchema } from './stack-sets.js';

/* The world file: an organization as it is before the first call. */

const accountId = z
  .string()
  .regex(/^\d{12}$/, 'must be 12 digits in quotes')
  .meta({
    description: 'Account id, in quotes: YAML reads bare digits as a number and loses leading zeros.',
  });
const region = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'must look like eu-central-1');
const ouPath = z
  .string()
  .regex(/^\/($|[^/]+(\/[^/]+)*$)/, 'must be / or a path like /Workloads/Prod')
  .meta({ description: 'Path of an organizational unit; / is the root.' });
const servicePrincipal = z
  .string()
  .regex(/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/, 'must be a service principal like config.amazonaws.com');
const document = z
  .looseObject({ Statement: z.union([z.array(z.unknown()), z.looseObject({})]) })
  .meta({ description: 'An inline policy document.' });
const policy = z.union([
  z.string().min(1).meta({ description: 'A JSON policy file, relative to the policy root.' }),
  document,
]);

const role = z.strictObject({
  name: z.string().regex(/^[\w+=,.@-]{1,64}$/),
  path: z.string().startsWith('/').endsWith('/').default('/'),
  trust: z
    .union([z.literal('management'), z.literal('account'), document])
    .default('management')
    .meta({
      description: '`management`: the management account; `account`: its own account; or a trust policy.',
    }),
  managedPolicies: z
    .array(z.string())
    .default([])
    .meta({ description: 'Names below arn:aws:iam::aws:policy/, e.g. AdministratorAccess.' }),
  policies: z.array(policy).default([]),
});

const account = z.strictObject({
  id: accountId,
  name: z.string().min(1).max(50),
  email: z.string().optional(),
  state: z.enum(['ACTIVE', 'SUSPENDED', 'PENDING_ACTIVATION', 'PENDING_CLOSURE', 'CLOSED']).default('ACTIVE'),
  ou: ouPath.default('/'),
  joined: z.enum(['CREATED', 'INVITED']).default('CREATED'),
  optIn: z.array(region).default([]).meta({ description: 'Opt-in Regions that this account has enabled.' }),
  settingUp: z.number().min(0).optional().meta({
    description:
      'Virtual milliseconds in which AWS is still setting the account up: no Region takes its credentials.',
  }),
  accessRole: z
    .boolean()
    .default(true)
    .meta({ description: 'Is there an OrganizationAccountAccessRole that trusts the management account?' }),
  serviceLinkedRoles: z
    .array(servicePrincipal)
    .default([])
    .meta({ description: 'Services whose service-linked role exists already.' }),
  roles: z.array(role).default([]),
});

const principal = z.strictObject({
  accountId,
  type: z.enum(['user', 'role']),
  name: z.string().regex(/^[\w+=,.@-]{1,64}$/),
  managedPolicies: z.array(z.string()).default([]),
  policies: z.array(policy).default([]),
});

const recorder = z.strictObject({
  accountId,
  region,
  name: z.string().default('default'),
  recording: z.boolean().default(true),
  roleArn: z
    .string()
    .optional()
    .meta({ description: 'Default: the service-linked role, which then exists.' }),
  group: z
    .union([
      z.literal('all'),
      z.strictObject({ resourceTypes: z.array(z.string()).min(1) }),
      z.strictObject({ exclude: z.array(z.string()).min(1) }),
    ])
    .default('all'),
  includeGlobalResourceTypes: z.boolean().default(false),
  frequency: z.enum(['CONTINUOUS', 'DAILY']).default('CONTINUOUS'),
  frequencyOverride: z
    .strictObject({ resourceTypes: z.array(z.string()).min(1), frequency: z.enum(['CONTINUOUS', 'DAILY']) })
    .optional()
    .meta({ description: 'Types that are recorded at another frequency.' }),
  channel: z
    .union([
      z.literal('none'),
      z.strictObject({
        name: z.string().default('default'),
        bucket: z.string(),
        prefix: z.string().optional(),
        topicArn: z.string().optional(),
      }),
    ])
    .default('none'),
  serviceLinked: servicePrincipal
    .optional()
    .meta({ description: 'Makes it a service-linked recorder of that service.' }),
});

const rule = z.strictObject({
  accountId,
  region,
  name: z.string().min(1).max(128),
  identifier: z.string().meta({ description: 'Of the managed rule, e.g. SECRETSMANAGER_USING_CMK.' }),
  parameters: z.record(z.string(), z.string()).default({}),
  frequency: z.enum(['One_Hour', 'Three_Hours', 'Six_Hours', 'Twelve_Hours', 'TwentyFour_Hours']).optional(),
});

const aggregator = z.strictObject({
  accountId,
  region,
  name: z.string().regex(/^[\w-]{1,256}$/),
  roleArn: z.string().meta({ description: 'With which AWS Config reads the organization.' }),
  regions: z
    .union([z.literal('all'), z.array(region).min(1)])
    .default('all')
    .meta({ description: 'What it collects from: every account of the organization in these.' }),
});

const fault = z.strictObject({
  service: z.string().optional(),
  operation: z.string().optional(),
  accountId: accountId.optional(),
  region: region.optional(),
  nth: z
    .int()
    .min(1)
    .default(1)
    .meta({ description: 'The first matching call that is hit, counted from 1.' }),
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
  effect: z.union([
    z.enum(['throttle', 'timeout', 'reset', 'denied']),
    z.strictObject({ status: z.int().min(500).max(599) }),
    z.strictObject({
      error: z.strictObject({ code: z.string(), message: z.string(), status: z.int().default(400) }),
    }),
  ]),
  executed: z.boolean().default(false).meta({
    description: 'For timeout, reset and status: the call took effect and only its answer was lost.',
  }),
  source: z.enum(['outside', 'inside']).default('outside').meta({
    description:
      'Whose calls: those that come from outside, or those that services make themselves, e.g. CloudFormation for a stack.',
  }),
});

const rateLimit = z.strictObject({
  service: z.string(),
  operation: z.string().optional().meta({ description: 'Default: all of the service share the bucket.' }),
  perSecond: z.number().positive(),
  burst: z.int().min(1),
});

export const worldSchema = z
  .strictObject({
    version: z.literal(1).meta({ description: 'Of the form of this file.' }),
    organization: z
      .strictObject({
        id: z.string().regex(/^o-[a-z0-9]{10,32}$/, 'must look like o-a1b2c3d4e5'),
        managementAccountId: accountId,
        partition: z.enum(Object.keys(partitions) as [keyof typeof partitions]).default('aws'),
        features: z.enum(['all', 'consolidated-billing']).default('all').meta({
          description: 'All, or consolidated billing alone: then AWS Config takes it as no source.',
        }),
      })
      .meta({ description: 'The organization.' }),
    startsAt: z.iso.datetime().optional().meta({ description: 'Virtual time at the start. Default: now.' }),
    seed: z
      .int()
      .default(1)
      .meta({ description: 'Of ids and other things that are random: the same seed gives the same.' }),
    regions: z
      .array(region)
      .optional()
      .meta({ description: 'The Regions that exist here. Default: all of the partition.' }),
    accounts: z
      .array(account)
      .min(1)
      .meta({ description: 'The accounts, the management account among them.' }),
    organizationalUnits: z
      .array(ouPath)
      .default([])
      .meta({ description: 'Organizational units beyond those that accounts name.' }),
    generate: z
      .strictObject({
        accounts: z.int().min(0).max(10_000),
        organizationalUnits: z.int().min(1).max(2_000).default(1),
        seed: z.int().default(1),
        optIn: z.array(region).default([]),
        secrets: z
          .strictObject({
            count: z.int().min(0).max(1_000_000),
            regions: z.array(region).min(1),
            seed: z.int().default(1),
            recorded: z.boolean().default(false).meta({
              description:
                'Is there a recorder of secrets wherever they are, and each of the five rules under its own name?',
            }),
          })
          .optional()
          .meta({
            description:
              'Secrets in the generated accounts, of all kinds, and a key alias/secrets wherever they are.',
          }),
      })
      .optional()
      .meta({ description: 'More accounts, spread over more organizational units under /Generated.' }),
    principals: z
      .record(z.string().regex(/^[a-z][a-zA-Z0-9-]*$/), principal)
      .default({})
      .meta({
        description: 'Users and roles whose credentials `orgsecrets simulate` prints, by a name of your own.',
      }),
    recorders: z
      .array(recorder)
      .default([])
      .meta({ description: 'AWS Config recorders that exist already.' }),
    rules: z.array(rule).default([]).meta({ description: 'Managed rules of AWS Config that exist already.' }),
    aggregators: z
      .array(aggregator)
      .default([])
      .meta({ description: 'Aggregators of AWS Config over the organization that exist already.' }),
    stackSets: z.array(stackSetSchema(region)).default([]).meta({
      description:
        'StackSets with self-managed permissions, without instances, that the management account has already.',
    }),
    buckets: z
      .array(z.strictObject({ name: z.string(), accountId, region, policy: policy.optional() }))
      .default([])
      .meta({ description: 'S3 buckets that exist already.' }),
    serviceControlPolicies: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(128),
          document: policy,
          targets: z
            .array(z.union([accountId, ouPath]))
            .min(1)
            .meta({ description: 'Accounts, and paths of organizational units.' }),
        }),
      )
      .default([])
      .meta({ description: 'Service control policies, beside FullAWSAccess, which is attached everywhere.' }),
    trustedAccess: z
      .array(servicePrincipal)
      .default([])
      .meta({ description: 'Services that have trusted access.' }),
    delegatedAdministrators: z
      .array(z.strictObject({ accountId, services: z.array(servicePrincipal).min(1) }))
      .default([])
      .meta({ description: 'Delegated administrators, each of services that have trusted access.' }),
    quotas: z
      .array(
        z.strictObject({
          accountId,
          region: region.optional().meta({ description: 'Default: every Region.' }),
          service: z.string().min(1).meta({ description: 'e.g. cloudformation.' }),
          name: z.string().min(1).meta({ description: 'As Service Quotas names it.' }),
          value: z.number().min(0),
        }),
      )
      .default([])
      .meta({ description: 'Quotas that are not AWS’s defaults.' }),
    clockSkew: z
      .number()
      .default(0)
      .meta({ description: 'Seconds by which AWS’s clock is ahead of this machine’s.' }),
    secrets: z
      .array(secretSchema(accountId, region))
      .default([])
      .meta({ description: 'Secrets: all that is known of them but their values, which no world has.' }),
    functions: z
      .array(functionSchema(accountId, region))
      .default([])
      .meta({ description: 'Lambda functions, as far as AWS Config tells of them: none is ever run.' }),
    keys: z
      .array(keySchema(accountId, region))
      .default([])
      .meta({ description: 'Customer managed keys of KMS.' }),
    resourceCompliance: z.enum(['recorded', 'always']).default('recorded').meta({
      description:
        'Do queries find AWS::Config::ResourceCompliance only where the recorder records that type (as AWS’s pages read), or wherever there is a recorder?',
    }),
    latencies: latencies.default({}).meta({ description: 'How long things take, in virtual milliseconds.' }),
    faults: z.array(fault).default([]).meta({
      description:
        'Calls that go wrong. A rule without service, operation, accountId and region matches every call.',
    }),
    rateLimits: z
      .union([z.literal('aws'), z.array(rateLimit)])
      .default([])
      .meta({
        description:
          'How often an account may call in a Region, in virtual time. `aws`: as AWS documents it, and elsewhere as assumed. None by default.',
      }),
    cloudFormation: z
      .strictObject({
        deletedStack: z.enum(['made-again', 'missed']).default('made-again').meta({
          description:
            'What StackSets do with an instance whose stack somebody deleted in the account: make it again, or fail an update and leave it alone otherwise.',
        }),
        unreadableTypes: z.array(z.string()).default([]).meta({
          description:
            'Resource types that CloudFormation can’t read, beside recorders and delivery channels: drift detection passes over them.',
        }),
      })
      .prefault({})
      .meta({ description: 'Which reading holds where AWS does not say what CloudFormation does.' }),
    config: z
      .strictObject({
        failedDeliveries: z.enum(['channel-alone', 'recorder-too']).default('channel-alone').meta({
          description:
            'Whose status tells of a delivery that failed: the delivery channel’s, or the recorder’s too.',
        }),
        accountsBeyondTheWeek: z.enum(['later', 'refused']).default('later').meta({
          description:
            'What becomes of an aggregator over more accounts than AWS Config adds to aggregators in a week: it takes them in week by week, or is refused.',
        }),
        changedChannel: z.enum(['begins-anew', 'keeps-status']).default('begins-anew').meta({
          description:
            'What a delivery channel that is put with another bucket says until its next delivery: that it has had none, or what it said of the last.',
        }),
      })
      .prefault({})
      .meta({ description: 'Which reading holds where sources disagree on what AWS Config does.' }),
    pageSize: z.int().min(1).optional().meta({ description: 'Shrinks every page of every list.' }),
    emptyPages: z
      .boolean()
      .default(false)
      .meta({ description: 'Puts an empty page with a token before every list.' }),
  })
  .meta({ title: 'World file of the orgsecrets simulator' });

export type WorldFile = z.output<typeof worldSchema>;
export type WorldAccount = z.output<typeof account>;
export type WorldRole = z.output<typeof role>;
export type WorldSecret = WorldFile['secrets'][number];
export type WorldPolicy = z.output<typeof policy>;
export type RateRule = z.output<typeof rateLimit>;
export type FaultRule = z.output<typeof fault>;
