import { z } from 'zod';
import { countFindings, findingsIn } from '../../findings/count.js';
import { groupFindings } from '../../findings/group.js';
import { OrgSecretsError } from '../../model/errors.js';
import type { SecretReport } from '../../model/secret-report.js';
import type { TrendPoint } from '../html/page-data.js';
import { countsSchema } from './report.js';

export const reportSummarySchema = z
  .strictObject({
    version: z.literal(1),
    generatedAt: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
      .describe('ISO 8601.'),
    organizationId: z.string(),
    secrets: z.int().min(0),
    counts: countsSchema,
    rules: z.record(z.string(), countsSchema).describe('By rule.'),
  })
  .describe(
    'What `orgsecrets report --output DIR` keeps of each report of the whole organization, for the trend.',
  );

/** e.g. `report-2026-11-27T12-00-00Z.summary.json`: sorted by name they are sorted by time. */
export const summaryFiles = /^report-[\dTZ-]+\.summary\.json$/;

export function summaryFileName({ generatedAt }: SecretReport): string {
  return `report-${generatedAt.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-')}.summary.json`;
}

export function reportSummary(report: SecretReport): string {
  const { at, counts, secrets } = trendPointOf(report);
  const summary: z.infer<typeof reportSummarySchema> = {
    version: 1,
    generatedAt: at,
    organizationId: report.organizationId,
    secrets,
    counts,
    rules: Object.fromEntries(groupFindings(report, 'rule').map(({ name, counts }) => [name, counts])),
  };
  return `${JSON.stringify(summary, undefined, 2)}\n`;
}

/** A report as a point of the trend. */
export function trendPointOf(report: SecretReport): TrendPoint {
  return {
    at: report.generatedAt,
    secrets: report.secrets.length,
    counts: countFindings(findingsIn(report)),
  };
}

/**
 * A kept summary as a point of the trend; `undefined` for one of another organization.
 *
 * @throws OrgSecretsError InvalidUsage where the file is none: a point that is lost without a word would bend the trend.
 */
export function trendPoint(text: string, fileName: string, organizationId: string): TrendPoint | undefined {
  const parsed = reportSummarySchema.safeParse(fromJson(text));
  if (!parsed.success)
    throw new OrgSecretsError('InvalidUsage', `${fileName} is not the summary of a report.`, {
      fault: 'user',
      instructions: 'Mend or remove it, or give --output another folder.',
      cause: parsed.error,
    });
  const { counts, generatedAt, secrets } = parsed.data;
  return parsed.data.organizationId === organizationId ? { at: generatedAt, secrets, counts } : undefined;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
