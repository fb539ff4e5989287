import type { Figure } from './figures.js';
import type { MeasuredReport } from './measure-report.js';
import type { ReportSize } from './secrets.js';

/**
 * What a report may take at the most, whatever its size up to a hundred thousand secrets in all formats at once: MB of
 * memory and of its page, seconds. Time is that of a machine with two cores, where a simulator that answers each call has
 * one of them.
 */
const most = { memoryMb: 1500, pageMb: 8, cpuSeconds: 120, wallSeconds: 240 };

/** What one report cost, beside the least that it could cost, or the most that it may. */
export function reportFigures(report: MeasuredReport, size: ReportSize): readonly Figure[] {
  const of = `report, ${size.secrets} secrets, ${report.recorded ? 'recorded' : 'rule by rule'}`;
  const figure = (what: string, measured: number, unit: string, against: number, named: string): Figure => ({
    name: `${of}: ${what}`,
    measured,
    unit,
    against,
    what: named,
  });
  return [
    { ...figure('calls', report.calls, 'calls', report.bound, 'the fewest possible'), goal: 1 },
    { ...figure('secrets lost', size.secrets - report.secrets, '', 0, 'none'), goal: 1 },
    { ...figure('findings unknown', report.unknown, '', 0, 'none'), goal: 1 },
    ...Object.entries(report.formats).map(([format, { same, wrong }]) => ({
      ...figure(`${format} unlike the world`, same ? wrong : Math.max(wrong, 1), '', 0, 'none'),
      goal: 1,
    })),
    { ...figure('memory', report.memoryMb, 'MB', most.memoryMb, 'the most allowed'), goal: 1 },
    { ...figure('page', report.files['report.html'] ?? 0, 'MB', most.pageMb, 'the most allowed'), goal: 1 },
    { ...figure('CPU', report.cpuSeconds, 's', most.cpuSeconds, 'the most allowed'), goal: 1 },
    { ...figure('time', report.wallSeconds, 's', most.wallSeconds, 'the most allowed'), goal: 1 },
    figure('CPU', report.cpuSeconds, 's', report.bareSdk.cpuSeconds, 'CPU of as many calls by the SDK alone'),
    figure('time', report.wallSeconds, 's', report.bareSdk.wallSeconds, 'time of the same'),
  ];
}
