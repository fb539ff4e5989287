import { countFindings, findingsIn, sharesOf, unknownIn, type Counts } from '../../findings/count.js';
import { groupFindings, type Group, type GroupKey } from '../../findings/group.js';
import type { ControlMapping, RuleName } from '../../model/catalog.js';
import type { UnseenTarget } from '../../model/secret-report.js';
import { compareText } from '../../model/target.js';
import { renderExclusions } from '../exclusions.js';
import { callsLine } from '../render-outcome.js';
import { accountLabel } from '../text/accounts.js';
import { placesText } from '../text/places.js';
import { groupByReason } from '../text/reasons.js';
import { count, hanging, section, thousands, type Style } from '../text/style.js';
import { oneLine } from '../text/width.js';
import type { ReportView } from '../types.js';
import { exceptionSection } from './exception-lines.js';
import { tableLines, type Column } from './table.js';
import { percent, shortRule } from './words.js';
import { worstSection } from './worst-lines.js';

const mostGroups = 10;
/** From so many columns on a rule's controls have room beside its counts. */
const roomForControls = 140;

/** The summary, then the worst: how the secrets of the organization stand, for people. */
export function renderReport(view: ReportView, style: Style): string {
  const { report } = view;
  const lines = [
    ...headline(view, style),
    ...section(style, 'By rule', ruleTable(view, style)),
    ...(view.groupBy === 'rule' ? [] : groupSection(view, view.groupBy ?? 'account', style)),
    ...worstSection(view, style),
    ...exceptionSection(view, style),
    ...unseenSection('Not visible', report.invisible, view, style),
    ...unseenSection('Not up to date', report.outdated, view, style),
    ...renderExclusions(report.uncovered, view.accountNames, style, 'Not covered'),
    '',
    callsLine(view.calls, style),
  ];
  return lines.join('\n');
}

function headline(view: ReportView, style: Style): readonly string[] {
  const { report, filtered } = view;
  const { colors } = style;
  const counts = countFindings(findingsIn(report));
  const places = new Set(report.secrets.map(({ accountId }) => accountId)).size;
  const when = report.generatedAt.slice(0, 16).replace('T', ' ');
  const said = [
    `${count(report.secrets.length, 'secret')} in ${count(places, 'account')}`,
    ...(report.deleted.length > 0 ? [`${thousands(report.deleted.length)} deleted, left out`] : []),
    ...(filtered ? ['narrowed by filters'] : []),
  ].join('; ');
  return [
    colors.bold(`Secrets of ${report.organizationId}, ${when} UTC`),
    ...hanging(style, '', said, 0),
    '',
    ...sharesLines(counts, style),
  ];
}

function sharesLines(counts: Counts, style: Style): readonly string[] {
  const { colors } = style;
  const shares = sharesOf(counts);
  if (shares === undefined) return ['  No rule applies to any of them.'];
  const parts = [
    colors.green(`${percent(shares.compliant)} compliant`),
    colors.red(`${percent(shares.nonCompliant)} non-compliant`),
    colors.yellow(`${percent(shares.excepted)} excepted`),
    colors.magenta(`${percent(shares.unknown)} unknown`),
  ];
  const unknown =
    shares.unknown === 0
      ? []
      : [`unknown: ${thousands(counts.pending)} pending, ${thousands(counts.notVisible)} not visible`];
  const known =
    counts.falsePositives === 0
      ? []
      : [
          `${count(counts.falsePositives, 'finding')} of using-cmk ${counts.falsePositives === 1 ? 'is a' : 'are'} known false positive${counts.falsePositives === 1 ? '' : 's'}: keys of other accounts`,
        ];
  return [
    `  ${parts.slice(0, 2).join('   ')}   ${parts.slice(2).join('   ')}`,
    ...[...unknown, ...known].flatMap((line) => hanging(style, '  ', line, 0)).map(colors.dim),
  ];
}

const countColumns: readonly Column[] = [
  { head: 'ok', right: true },
  { head: 'not ok', right: true },
  { head: 'excepted', right: true },
  { head: 'unknown', right: true },
  { head: 'n/a', right: true },
];

function countCells(counts: Counts): readonly string[] {
  const { compliant, excepted, nonCompliant, notApplicable, notSupported } = counts;
  return [compliant, nonCompliant, excepted, unknownIn(counts), notApplicable + notSupported].map(thousands);
}

function ruleTable({ controls, report }: ReportView, style: Style): readonly string[] {
  const wide = style.width >= roomForControls;
  const rows = groupFindings(report, 'rule')
    .toSorted((a, b) => compareText(a.name, b.name))
    .map(({ name, counts }) => [
      shortRule(name as RuleName),
      ...countCells(counts),
      ...(wide ? [controlsText(name, controls)] : []),
    ]);
  return tableLines([{ head: '' }, ...countColumns, ...(wide ? [{ head: 'controls' }] : [])], rows, style);
}

/** As many as a line has room for: every control is in the other formats. */
function controlsText(rule: string, controls: readonly ControlMapping[]): string {
  const own = controls.filter((one) => one.rule === rule);
  const text = own.map((one) => {
    const [first = '', ...more] = one.controls;
    const standard = one.standard === 'AWS Security Hub' ? '' : `${one.standard} `;
    return `${standard}${first}${more.length > 0 ? ` +${more.length}` : ''}`;
  });
  return text.join(', ');
}

function groupSection(view: ReportView, key: GroupKey, style: Style): readonly string[] {
  const groups = groupFindings(view.report, key);
  const shown = groups.slice(0, mostGroups);
  const rest = groups.length - shown.length;
  const nameOf = ({ name }: Group) =>
    key === 'account' ? accountLabel(name, view.accountNames) : name === '' ? '(none)' : oneLine(name);
  const rows = shown.map((group) => [nameOf(group), thousands(group.secrets), ...countCells(group.counts)]);
  return section(style, `By ${key}`, [
    ...(rows.length === 0
      ? []
      : tableLines([{ head: '' }, { head: 'secrets', right: true }, ...countColumns], rows, style)),
    ...(rest > 0
      ? [style.colors.dim(`and ${count(rest, 'more group')}, with fewer non-compliant findings`)]
      : []),
  ]);
}

function unseenSection(
  title: string,
  targets: readonly UnseenTarget[],
  { accountNames }: ReportView,
  style: Style,
): readonly string[] {
  const lines = groupByReason(targets).flatMap(({ reason, items }) => [
    ...hanging(style, '? ', reason).map((line) => style.colors.magenta(line)),
    ...placesText(items, accountNames).flatMap((line) => hanging(style, '    ', line)),
  ]);
  return section(style, `${title} (${count(targets.length, 'target')})`, lines);
}
