import { z } from 'zod';
import { ruleNames } from '../../model/catalog.js';
import * as form from './primitives.js';

/** The section `report`. `region` accepts the Regions of the catalog. */
export function reportSection(region: z.ZodType<string, string>) {
  return z
    .strictObject({
      tags: z
        .array(form.secretTagKey)
        .default([])
        .describe('Keys of tags of secrets that reports show, and filter by; no other tag is shown.'),
      ownerTag: form.secretTagKey.optional().describe('The tag of a secret that says who owns it.'),
      exceptions: z
        .array(exception(region))
        .default([])
        .describe(
          'Findings that are agreed to: shown and counted apart. One that has expired fails the report.',
        ),
    })
    .describe('What reports on secrets show beside the findings, and which findings are agreed to.');
}

function exception(region: z.ZodType<string, string>) {
  return z.strictObject({
    secret: form.secretPattern.describe(
      'The name of a secret or its ARN, with * and ?; an ARN may do without the six characters at its end.',
    ),
    rules: z.array(z.enum(ruleNames)).min(1).describe('The rules that it is an exception to.'),
    accounts: z.array(form.accountId).min(1).optional().describe('Left out: every account.'),
    organizationalUnits: z
      .array(form.organizationalUnit)
      .min(1)
      .optional()
      .describe('Ids or paths, with all that is below. Left out: everywhere in the organization.'),
    regions: z.array(region).min(1).optional().describe('Left out: every Region.'),
    reason: form.reason.describe('Why it is agreed to.'),
    owner: form.reason.describe('Who answers for it.'),
    expires: form.day.describe('The last day on which it holds (UTC).'),
  });
}
