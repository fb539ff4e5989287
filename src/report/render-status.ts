import { renderAggregator } from './aggregator.js';
import { renderCoverage } from './coverage.js';
import { renderExclusions } from './exclusions.js';
import { renderMatrix } from './matrix.js';
import { renderStrayAggregators } from './stray-aggregators.js';
import { callsLine } from './render-outcome.js';
import { renderSubscriptions } from './subscriptions.js';
import type { Style } from './text/style.js';
import type { StatusView } from './types.js';

/** What is covered, as read back from AWS just now: the matrix, the gaps, what was left out, the aggregator, and
 * who is told. */
export function renderStatus(view: StatusView, style: Style): string {
  const lines = [
    ...renderMatrix(view.matrix, view.accountNames, style),
    ...renderCoverage(view.coverage, [], view.accountNames, style),
    ...renderExclusions(view.exclusions, view.accountNames, style),
    ...renderAggregator(view.aggregator, view.accountNames, style),
    ...renderStrayAggregators(view.strayAggregators, view.accountNames, style),
    ...view.subscriptions.flatMap((topic) => renderSubscriptions(topic, style)),
    '',
    callsLine(view.calls, style),
  ];
  return lines.join('\n').replace(/^\n+/, '');
}
