import { z } from 'zod';
import { partitions } from '../facts/regions.js';
import { account, principal, type role } from './accounts.js';
import { accountId, ouPath, policy, region, servicePrincipal } from './common.js';
import { functionSchema } from './functions.js';
import { keySchema } from './keys.js';
import { latencies } from './latencies.js';
import { cloudFormationReadings, configReadings, iamReadings, organizationsReadings } from './readings.js';
import { aggregator, recorder, rule } from './recorders.js';
import { secretSchema } from './secrets.js';
import { stackSetSchema } from './stack-sets.js';
import { fault, rateLimit } from './troubles.js';

/* The world file: an organization as it is before the first call. */

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
    stackSets: z.array(stackSetSchema).default([]).meta({
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
      .array(secretSchema)
      .default([])
      .meta({ description: 'Secrets: all that is known of them but their values, which no world has.' }),
    functions: z
      .array(functionSchema)
      .default([])
      .meta({ description: 'Lambda functions, as far as AWS Config tells of them: none is ever run.' }),
    keys: z.array(keySchema).default([]).meta({ description: 'Customer managed keys of KMS.' }),
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
    cloudFormation: cloudFormationReadings,
    config: configReadings,
    iam: iamReadings,
    organizations: organizationsReadings,
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
