import * as Plot from '@observablehq/plot';
import { useCallback, useMemo } from 'preact/hooks';
import { sharesOf, unknownIn } from '../findings/count.js';
import type { TrendPoint } from '../report/html/page-data.js';
import { Chart } from './chart.js';
import { usePrinting } from './use-printing.js';
import { dayAndTime, number, percent } from './words.js';

interface Point {
  readonly at: string;
  readonly when: Date;
  readonly share: number | undefined;
  readonly open: number;
  readonly unknown: number;
}

/** How it went since the first report in the folder. One report alone has no trend. */
export function Trend({ points }: { readonly points: readonly TrendPoint[] }) {
  const known = useMemo(() => points.map(pointOf), [points]);
  const printing = usePrinting();
  const draw = useCallback((width: number) => drawTrend(known, width), [known]);
  if (points.length < 2) return null;
  return (
    <section aria-labelledby="trend">
      <h2 id="trend">Trend</h2>
      <Chart
        label="The share of compliant findings over the reports; the table below has the numbers."
        draw={draw}
      />
      <details open={printing}>
        <summary>The numbers</summary>
        <table class="counts">
          <thead>
            <tr>
              <th scope="col">Report</th>
              <th scope="col">Compliant</th>
              <th scope="col">Non-compliant</th>
              <th scope="col">Not known</th>
            </tr>
          </thead>
          <tbody>
            {known.map(({ at, share, open, unknown }) => (
              <tr key={at}>
                <th scope="row">{dayAndTime(at)}</th>
                <td>{share === undefined ? '–' : percent(share)}</td>
                <td>{number(open)}</td>
                <td>{number(unknown)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function pointOf({ at, counts }: TrendPoint): Point {
  return {
    at,
    when: new Date(at),
    share: sharesOf(counts)?.compliant,
    open: counts.nonCompliant,
    unknown: unknownIn(counts),
  };
}

function drawTrend(points: readonly Point[], width: number): Element {
  const judged = points.filter(({ share }) => share !== undefined);
  return Plot.plot({
    width,
    height: 192,
    // A month, or a year, stands below the day.
    marginBottom: 42,
    marginLeft: 50,
    marginRight: 20,
    x: { type: 'utc', label: null, ticks: Math.max(2, width / 140) },
    y: {
      label: 'compliant',
      percent: true,
      domain: [0, 100],
      grid: true,
      tickFormat: (value: number) => `${value}%`,
    },
    marks: [
      Plot.lineY(judged, { x: 'when', y: 'share', stroke: 'var(--compliant)', strokeWidth: 2 }),
      Plot.dot(judged, { x: 'when', y: 'share', fill: 'var(--compliant)', r: 3 }),
    ],
  });
}
