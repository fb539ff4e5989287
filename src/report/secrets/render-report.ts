import { countFindings, findingsIn, sharesOf, unknownIn, type Counts } from '../../findings/count.js';
import { groupFindings, type Group, type GroupKey } from '../../findings/group.js';
import type { ControlMapping, RuleName } from '../../model/catalog.js';
import type { ReportedSecret, SecretException, UnseenTarget } from '../../model/secret-report.js';
import { compareText } from '../../model/target.js';
import { callsLine } from '../render-outcome.js';
import { accountLabel } from '../text/accounts.js';
import { placesText } from '../text/places.js';
import { groupByReason } from '../text/reasons.js';
import { count, hanging, section, thousands, type Style } from '../text/style.js';
import { oneLine } from '../text/width.js';
import type { ReportView } from '../types.js';
import { tableLines, type Column } from './table.js';
import { ageText, exceptionText, isOpen, keyText, percent, rotationText, shortRule } from './words.js';
import { worstSecrets } from './worst.js';

const mostGroups = 10;
const mostSecrets = 20;
/** From so many columns on a rule's controls have room beside its counts. */
const roomForControls = 140;

/** The summary, then the worst: how the secrets of the organization stand, for people. */
export function renderReport(view: ReportView, style: Style): string {
  const { report } = view;
  const lines = [
    ...headline(view, style),
    ...section(style, 'By rule', ruleTable(view, style)),
    ...groupSection(view, view.groupBy ?? 'account', style),
    ...worstSection(view, style),
    ...exceptionSection(view, style),
    ...unseenSection('Not visible', report.invisible, view, style),
    ...unseenSection('Not up to date', report.outdated, view, style),
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

function worstSection(view: ReportView, style: Style): readonly string[] {
  const worst = worstSecrets(view.report);
  const shown = worst.slice(0, mostSecrets);
  const rest = worst.length - shown.length;
  return section(style, `Non-compliant secrets (${thousands(worst.length)})`, [
    ...shown.flatMap((secret) => secretLines(secret, view, style)),
    ...(rest > 0
      ? [style.colors.dim(`and ${count(rest, 'more secret')}; --format csv has all of them`)]
      : []),
  ]);
}

function secretLines(
  secret: ReportedSecret,
  { accountNames, report }: ReportView,
  style: Style,
): readonly string[] {
  const { accountId, findings, key, name, owner, region, rotation } = secret;
  const about = [
    `${accountLabel(accountId, accountNames, 24)}, ${region}`,
    ...(owner === undefined ? [] : [`owner ${oneLine(owner)}`]),
    `key ${keyText(key)}`,
    `rotation ${rotationText(rotation)}`,
  ];
  const open = findings.filter(isOpen).map(({ exception, falsePositive, recordedAt, rule }) => {
    const notes = [
      ageText(recordedAt, report.generatedAt),
      falsePositive === undefined ? undefined : 'known false positive',
      exception === undefined ? undefined : 'its exception has expired',
    ].filter((note) => note !== undefined);
    return notes.length === 0 ? shortRule(rule) : `${shortRule(rule)} (${notes.join(', ')})`;
  });
  const head = hanging(style, '✖ ', oneLine(name));
  return [
    ...head.map((line) => style.colors.red(line)),
    ...hanging(style, '    ', open.join(', ')),
    ...hanging(style, '    ', about.join(' · ')).map((line) => style.colors.dim(line)),
  ];
}

function exceptionSection({ report }: ReportView, style: Style): readonly string[] {
  const findings = new Map<SecretException, number>();
  for (const { exception } of findingsIn(report))
    if (exception) findings.set(exception, (findings.get(exception) ?? 0) + 1);
  const lines = report.exceptions.flatMap((one) => {
    const where = one.where === undefined ? '' : ` (${one.where})`;
    const about = `${one.secret}${where}, ${one.rules.map(shortRule).join(', ')}: ${count(findings.get(one) ?? 0, 'finding')}`;
    const text = [
      ...hanging(style, one.expired ? '✖ ' : '- ', about),
      ...hanging(style, '    ', exceptionText(one)),
    ];
    return one.expired ? text.map((line) => style.colors.red(line)) : text;
  });
  return section(style, `Exceptions (${report.exceptions.length})`, lines);
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
