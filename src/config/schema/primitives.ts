import { z } from 'zod';

/** Text of a form; `reason` completes the sentence that begins with the path. */
function text(pattern: RegExp, reason: string) {
  return z.string().regex(pattern, { error: reason });
}

export const accountId = text(/^\d{12}$/, 'must be an account id: twelve digits in quotes');

// https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html
export const organizationId = text(/^o-[a-z0-9]{10,32}$/, 'must be an organization id, like o-a1b2c3d4e5');

// https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html
export const organizationalUnit = text(
  /^(\/|(\/[^/]+)+|r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/,
  'must be the id of an organizational unit (ou-…), of the root (r-…), or a path of names like /Workloads/Prod; / is the root',
);

const partition = 'arn:(aws|aws-cn|aws-us-gov|aws-eusc)';

/** With `*` and `?`, but never in the account. */
export const principalPattern = text(
  new RegExp(`^${partition}:iam::\\d{12}:(role|user)/[\\w+=,.@/*?-]+$`),
  'must be the ARN of a role or user, like arn:aws:iam::111122223333:role/deployer; * and ? may stand in the name alone',
);

export const roleArn = text(
  new RegExp(`^${partition}:iam::\\d{12}:role/[\\w+=,.@/-]+$`),
  'must be the ARN of a role, like arn:aws:iam::111122223333:role/name',
);

export const roleName = text(/^[\w+=,.@-]{1,64}$/, "must be a role's name, without its path");

export const keyArn = text(
  new RegExp(`^${partition}:kms:[a-z0-9-]+:\\d{12}:key/[\\w-]+$`),
  'must be the ARN of a KMS key, like arn:aws:kms:eu-central-1:111122223333:key/…',
);

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
export const bucketName = text(
  /^(?!xn--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  'must be the name of an S3 bucket: 3 to 63 lower-case letters, digits, dots and hyphens',
);

// A prefix that holds `AWSLogs/` is refused: https://github.com/awsdocs/aws-cloudformation-user-guide/pull/1282
export const keyPrefix = text(
  /^(?!.*AWSLogs)[\w.-]+(\/[\w.-]+)*$/,
  'must be a prefix of object keys with no slash at either end, and without AWSLogs',
).max(256);

export const resourceType = text(
  /^AWS::\w+::\w+(::\w+)?$/,
  'must be a resource type, like AWS::SecretsManager::Secret',
);

// https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationAggregator.html
export const aggregatorName = text(
  /^[\w-]{1,256}$/,
  'must be 1 to 256 letters, digits, hyphens and underscores',
);

export const prefix = text(
  /^[a-z][a-z0-9-]{1,19}$/,
  'must be 2 to 20 lower-case letters, digits and hyphens, beginning with a letter',
);

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Tag.html. The services' own sets of characters
// differ; this is what all of them take (https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html).
export const tagKey = text(
  /^(?![Aa][Ww][Ss]:)(?!orgsecrets:)[\p{L}\p{N} _.:/=+@-]{1,128}$/u,
  'must be 1 to 128 letters, digits, spaces and _ . : / = + - @, and not begin with aws: or orgsecrets:',
);

/** CloudFormation takes no empty value. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Tag.html */
export const tagValue = text(
  /^[\p{L}\p{N} _.:/=+@-]{1,256}$/u,
  'must be 1 to 256 letters, digits, spaces and _ . : / = + - @',
);

/** The key of a tag that somebody gave a secret: AWS's own (`aws:…`) among them. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Tag.html */
export const secretTagKey = text(
  /^[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/u,
  'must be 1 to 128 letters, digits, spaces and _ . : / = + - @',
);

// Names: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
export const secretPattern = text(
  new RegExp(`^(${partition}:secretsmanager:[a-z0-9*?-]+:[\\d*?]+:secret:)?[\\w/+=.@*?-]{1,519}$`),
  'must be the name of a secret, or its ARN; * and ? may stand in it',
);

const dayForm = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const noDay = 'must be a day, like 2027-03-31';

/** A day of the calendar. What has not even the form of one is told once. */
export const day = text(dayForm, noDay).refine(
  (value) => !dayForm.test(value) || new Date(value).toISOString().startsWith(value),
  { error: noDay },
);

/** Why a thing is left out, for people. */
export const reason = text(/\S/, 'must say something').max(1000);

/** Regions to leave out: each a name, or a name with a reason. */
export function excludedRegions(region: z.ZodType<string, string>) {
  return z.array(
    z.union([
      region.transform((name): { name: string; reason?: string | undefined } => ({ name })),
      z.strictObject({
        name: region.describe('e.g. eu-south-1.'),
        reason: reason.optional().describe('Why; shown in every plan and report.'),
      }),
    ]),
  );
}
