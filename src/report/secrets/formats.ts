import type { ManagedRule } from '../../model/catalog.js';
import type { PageRule, TrendPoint } from '../html/page-data.js';
import { packReport } from '../html/pack-report.js';
import { renderHtml, type PageAssets } from '../html/render-html.js';
import type { ReportView } from '../types.js';
import { csvPieces } from './csv.js';
import type { ReportFormat } from './format-names.js';
import { jsonPieces } from './json.js';
import { markdown } from './markdown.js';
import { ocsfPieces } from './ocsf.js';
import { rulePage, ruleTitles } from './words.js';

/** What the page needs beside the report. */
export interface PageParts {
  readonly assets: PageAssets;
  readonly rules: readonly ManagedRule[];
  /** Earlier reports and this one, oldest first; none for a report that was narrowed. */
  readonly trend: readonly TrendPoint[];
}

/** A report in one format, in pieces: a large one is longer than one text may be. */
export function formatPieces(
  format: ReportFormat,
  view: ReportView,
  page: () => PageParts,
): Iterable<string> {
  switch (format) {
    case 'html': {
      const { assets, rules, trend } = page();
      return [renderHtml(packReport(view, pageRules(view, rules), trend), assets)];
    }
    case 'csv':
      return csvPieces(view);
    case 'json':
      return jsonPieces(view);
    case 'markdown':
      return [markdown(view)];
    case 'ocsf':
      return ocsfPieces(view);
  }
}

function pageRules({ controls, report }: ReportView, rules: readonly ManagedRule[]): readonly PageRule[] {
  return report.rules.map((name) => ({
    name,
    title: ruleTitles[name],
    description: rules.find((rule) => rule.name === name)?.description ?? '',
    url: rulePage(name),
    controls: controls
      .filter(({ rule }) => rule === name)
      .flatMap(({ controls: ids, standard, version }) =>
        ids.map((id) => [standard, version, id].filter(Boolean).join(' ')),
      ),
  }));
}
