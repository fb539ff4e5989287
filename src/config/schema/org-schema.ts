import { z } from 'zod';
import type { Catalog } from '../../model/catalog.js';
import { notifications } from './notifications.js';
import { reportSection } from './report.js';
import { rulesSchema } from './rules.js';
import * as sections from './sections.js';

/** The schema of the org.yaml; Regions, rules and parameters are those of the catalog. */
export function orgSchema(catalog: Catalog) {
  const region = z.enum(
    catalog.regions.map((known) => known.name),
    { error: 'must be a Region that the catalog knows' },
  );
  const regional = sections.regionalSections(region);
  return z
    .strictObject({
      version: z.literal(1).describe('The version of this format.'),
      organization: sections.organization,
      delegatedAdministrator: regional.delegatedAdministrator,
      accounts: sections.accounts.prefault({}),
      regions: regional.regions,
      recorder: sections.recorder.prefault({}),
      delivery: sections.delivery.prefault({}),
      rules: rulesSchema(catalog, region)
        .prefault({})
        .describe('The five managed rules; all of them unless turned off here.'),
      notifications: notifications(region).prefault({}),
      report: reportSection(region).prefault({}),
      aggregator: regional.aggregator.prefault({}),
      stackSets: regional.stackSets.prefault({}),
      tags: sections.tags.default({}),
    })
    .describe('What orgsecrets covers, and how.');
}

/** The org.yaml as written, checked section by section, with the defaults that depend on nothing else. */
export type OrgFile = z.output<ReturnType<typeof orgSchema>>;
