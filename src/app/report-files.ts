import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { OrgSecretsError } from '../model/errors.js';
import type { SecretReport } from '../model/secret-report.js';
import type { TrendPoint } from '../report/html/page-data.js';
import {
  reportSummary,
  summaryFileName,
  summaryFiles,
  trendPoint,
  trendPointOf,
} from '../report/json/report-summary.js';
import { formatFiles, type ReportFormat } from '../report/secrets/format-names.js';
import { formatPieces } from '../report/secrets/formats.js';
import type { ReportView } from '../report/types.js';
import { packagedCatalog, packagedPage } from './package-files.js';

/** Characters that are written at once. */
const chunkSize = 65_536;

/** A report in one format, in chunks that are worth a write each. */
export function* reportChunks(
  view: ReportView,
  format: ReportFormat,
  trend: readonly TrendPoint[] = [],
): Generator<string> {
  const page = () => ({ assets: packagedPage(), rules: packagedCatalog().rules, trend });
  let chunk = '';
  for (const piece of formatPieces(format, view, page)) {
    chunk += piece;
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/**
 * Writes a report in several formats into a folder, which is made if need be. A file is replaced once all of them are
 * written: a run that dies leaves the last report whole. A report of the whole organization also leaves its summary, from
 * which later ones of the whole draw the trend.
 *
 * @returns the files written.
 * @throws OrgSecretsError InvalidUsage where the folder can't be written, or, for a report of the whole, holds a summary that is none.
 */
export async function writeReport(
  view: ReportView,
  formats: readonly ReportFormat[],
  folder: string,
): Promise<readonly string[]> {
  const { report, filtered } = view;
  try {
    await mkdir(folder, { recursive: true });
    // A part has no place among points of the whole.
    const trend = filtered ? [] : [...(await keptSummaries(folder, report)), trendPointOf(report)];
    const texts = new Map<string, Iterable<string>>(
      formats.map((format) => [formatFiles[format], reportChunks(view, format, trend)]),
    );
    if (!filtered) texts.set(summaryFileName(report), [reportSummary(report)]);
    return await replaceAll(folder, texts);
  } catch (cause) {
    if (cause instanceof OrgSecretsError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OrgSecretsError('InvalidUsage', `The report can not be written to ${folder}: ${reason}.`, {
      fault: 'user',
      cause,
    });
  }
}

/** What earlier reports of the same organization left, oldest first. */
async function keptSummaries(folder: string, report: SecretReport): Promise<readonly TrendPoint[]> {
  const names = (await readdir(folder)).filter((name) => summaryFiles.test(name)).toSorted();
  const points = await Promise.all(
    names
      .filter((name) => name !== summaryFileName(report))
      .map(async (name) =>
        trendPoint(await readFile(join(folder, name), 'utf8'), name, report.organizationId),
      ),
  );
  return points
    .filter((point) => point !== undefined)
    .filter(({ at }) => at < report.generatedAt)
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

async function replaceAll(
  folder: string,
  texts: ReadonlyMap<string, Iterable<string>>,
): Promise<readonly string[]> {
  const files = [...texts.keys()].map((name) => ({
    name,
    file: join(folder, name),
    temporary: join(folder, `.${name}.tmp`),
  }));
  try {
    for (const { name, temporary } of files)
      await pipeline(Readable.from(texts.get(name) ?? []), createWriteStream(temporary));
    for (const { file, temporary } of files) await rename(temporary, file);
  } catch (error) {
    await Promise.all(files.map(({ temporary }) => rm(temporary, { force: true })));
    throw error;
  }
  return files.map(({ file }) => file);
}
