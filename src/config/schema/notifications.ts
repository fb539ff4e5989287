import { z } from 'zod';
import { ruleNames } from '../../model/catalog.js';
import { severities } from '../../model/severity.js';
import * as form from './primitives.js';

const subscription = z.strictObject({
  protocol: z
    .enum(['email', 'https', 'sqs', 'chat'])
    .describe("How they are told. chat is AWS's chat service, of which only the filter is set here."),
  endpoint: z
    .string()
    .optional()
    .describe(
      'An address (email), a URL (https), or the ARN of a queue (sqs). Left out for chat, whose channel is configured in AWS.',
    ),
  messages: z
    .enum(['changes', 'digests'])
    .optional()
    .describe('changes: one for each secret that becomes non-compliant. Left out: those, and digests.'),
  severities: z.array(z.enum(severities)).min(1).optional().describe('Left out: every severity.'),
  rules: z.array(z.enum(ruleNames)).min(1).optional().describe('Left out: every rule.'),
  accounts: z.array(form.accountId).min(1).optional().describe('Left out: every account.'),
  organizationalUnits: z
    .array(form.organizationalUnit)
    .min(1)
    .optional()
    .describe(
      'Ids or paths, with all that is below, instead of accounts. Amazon SNS takes 75 accounts in a filter, and fewer where rules or severities are named too.',
    ),
  raw: z
    .boolean()
    .optional()
    .describe("The message alone, without SNS's envelope around it; for https and sqs. Left out: false."),
});

/** 200: https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
const filtersOfATopic = 200;

/** The section `notifications`; `region` accepts the Regions of the catalog. */
export function notifications(region: z.ZodType<string, string>) {
  return z
    .strictObject({
      enabled: z
        .boolean()
        .default(true)
        .describe(
          "Whether changes of compliance are forwarded to an SNS topic in the administrator's home Region; in China, to one in each Region.",
        ),
      regionalTopics: z
        .array(region)
        .default([])
        .describe(
          'Regions whose messages go to a topic of their own there, and not to the home Region: because they must stay, or because AWS carries no events across.',
        ),
      subscriptions: z
        .array(subscription)
        .max(filtersOfATopic, {
          error: `must not have more than ${filtersOfATopic}: SNS takes no more filters`,
        })
        .default([])
        .describe(
          'Who is told, and of what. Those that are made by hand are left alone, unless they are named here.',
        ),
    })
    .describe('Notifications of secrets that become non-compliant.');
}
