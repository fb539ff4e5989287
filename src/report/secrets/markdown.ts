import { countFindings, findingsIn, sharesOf, unknownIn, type Counts } from '../../findings/count.js';
import { groupFindings } from '../../findings/group.js';
import type { ReportedSecret } from '../../model/secret-report.js';
import { keyText, rotationText } from '../../model/secret-words.js';
import { compareText } from '../../model/target.js';
import { count, thousands } from '../text/style.js';
import { oneLine } from '../text/width.js';
import type { ReportView } from '../types.js';
import { exceptionText, openFindingsText, percent, tagTexts } from './words.js';
import { worstSecrets } from './worst.js';

/** Characters that a comment of a pull request or a ticket takes anywhere: GitHub takes 65,536. */
const mostCharacters = 60_000;
const mostGroups = 30;

/** A summary, then the worst, for a pull request or a ticket. What does not fit is counted. */
export function markdown(view: ReportView): string {
  const { report } = view;
  const { secrets, generatedAt, organizationId } = report;
  const head = [
    `## Secrets of ${organizationId}, ${generatedAt.slice(0, 16).replace('T', ' ')} UTC`,
    '',
    `${count(secrets.length, 'secret')}${view.filtered ? ', narrowed by filters' : ''}. ${sharesText(countFindings(findingsIn(report)))}`,
    '',
    ...table(
      ['rule', ...countHeads],
      groupFindings(report, 'rule')
        .toSorted((a, b) => compareText(a.name, b.name))
        .map(({ name, counts }) => [code(name), ...countCells(counts)]),
    ),
    ...groups(view),
    ...exceptions(view),
    ...places('Not visible', report.invisible),
    ...places('Not up to date', report.outdated),
    ...uncovered(view),
  ];
  const worst = worstSecrets(report);
  const open = ['', `### Non-compliant (${thousands(worst.length)})`, '', ...table(worstHeads, [])];
  return fit([...head, ...(worst.length === 0 ? [] : open)], worst, view);
}

const countHeads = ['compliant', 'non-compliant', 'excepted', 'unknown', 'does not apply'];
const worstHeads = ['secret', 'account', 'unit', 'Region', 'owner', 'tags', 'key', 'rotation', 'rules'];

function sharesText(counts: Counts): string {
  const shares = sharesOf(counts);
  if (shares === undefined) return 'No rule applies to any.';
  return `**${percent(shares.compliant)} compliant**, ${percent(shares.nonCompliant)} non-compliant, ${percent(shares.excepted)} excepted, ${percent(shares.unknown)} unknown.`;
}

function countCells(counts: Counts): readonly string[] {
  const { compliant, excepted, falsePositives, nonCompliant, notApplicable, notSupported } = counts;
  const known = falsePositives === 0 ? '' : ` (${count(falsePositives, 'false positive')})`;
  return [
    thousands(compliant),
    `${thousands(nonCompliant)}${known}`,
    thousands(excepted),
    thousands(unknownIn(counts)),
    thousands(notApplicable + notSupported),
  ];
}

function groups({ report, groupBy }: ReportView): readonly string[] {
  // The rules are counted above, whatever is asked.
  if (groupBy === undefined || groupBy === 'rule') return [];
  const all = groupFindings(report, groupBy);
  const rest = all.length - mostGroups;
  return [
    '',
    `### By ${groupBy}`,
    '',
    ...table(
      [groupBy, 'secrets', ...countHeads],
      all
        .slice(0, mostGroups)
        .map(({ name, secrets, counts }) => [
          name === '' ? '(none)' : code(name),
          thousands(secrets),
          ...countCells(counts),
        ]),
    ),
    ...(rest > 0 ? ['', `and ${count(rest, 'more group')}`] : []),
  ];
}

function exceptions({ report }: ReportView): readonly string[] {
  const expired = report.exceptions.filter((one) => one.expired);
  if (expired.length === 0) return [];
  return [
    '',
    '### Expired exceptions',
    '',
    ...expired.slice(0, mostGroups).map((one) => `- ${code(one.secret)}: ${code(exceptionText(one))}`),
    ...(expired.length > mostGroups ? [`- and ${expired.length - mostGroups} more`] : []),
  ];
}

function places(title: string, targets: ReportView['report']['invisible']): readonly string[] {
  return listed(
    title,
    targets.map(({ accountId, region, reason }) => `${accountId}, ${region}: ${code(reason)}`),
  );
}

/** An account that vanished from a ticket would be taken for one without findings. */
function uncovered({ accountNames, report }: ReportView): readonly string[] {
  return listed(
    'Not covered',
    report.uncovered.map(({ accountId = '', region, reason, source }) => {
      const name = accountNames.get(accountId);
      const where = [name === undefined ? accountId : `${accountId} ${code(name)}`, region];
      return `${where.filter(Boolean).join(', ')}: ${code(`${reason} (${source})`)}`;
    }),
  );
}

function listed(title: string, places: readonly string[]): readonly string[] {
  if (places.length === 0) return [];
  const rest = places.length - mostGroups;
  return [
    '',
    `### ${title} (${thousands(places.length)})`,
    '',
    ...places.slice(0, mostGroups).map((place) => `- ${place}`),
    ...(rest > 0 ? [`- and ${count(rest, 'more place')}`] : []),
  ];
}

function worstCells(
  secret: ReportedSecret,
  unit: string | undefined,
  { accountNames, report }: ReportView,
): readonly string[] {
  const account = accountNames.get(secret.accountId);
  return [
    code(secret.name),
    account === undefined ? secret.accountId : `${secret.accountId} ${code(account)}`,
    unit === undefined ? '' : code(unit),
    secret.region,
    secret.owner === undefined ? '' : code(secret.owner),
    tagTexts(secret).map(code).join(' '),
    keyText(secret.key),
    code(rotationText(secret.rotation)),
    openFindingsText(secret, report.generatedAt),
  ];
}

/** As many secrets as fit, then how many more there are. */
function fit(head: readonly string[], worst: readonly ReportedSecret[], view: ReportView): string {
  const units = new Map(view.report.accounts.map(({ id, unit }) => [id, unit]));
  const lines = [...head];
  let size = lines.reduce((sum, line) => sum + line.length + 1, 0);
  for (const [index, secret] of worst.entries()) {
    const line = row(worstCells(secret, units.get(secret.accountId), view));
    const rest = `\nand ${count(worst.length - index, 'more secret')}; \`--format csv\` has all of them`;
    if (size + line.length + rest.length + 2 > mostCharacters) return `${[...lines, rest].join('\n')}\n`;
    lines.push(line);
    size += line.length + 1;
  }
  return `${lines.join('\n')}\n`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [row(heads), row(heads.map(() => '---')), ...rows.map(row)];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Names come from AWS and may hold anything: as code they are shown as they are, and call nobody. */
function code(text: string): string {
  const plain = oneLine(text).replaceAll('`', "'").replaceAll('|', '\\|');
  return plain === '' ? '' : `\`${plain.length > 300 ? `${plain.slice(0, 299)}…` : plain}\``;
}
