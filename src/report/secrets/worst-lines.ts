import type { ReportedSecret } from '../../model/secret-report.js';
import { accountLabel } from '../text/accounts.js';
import { count, hanging, section, thousands, type Style } from '../text/style.js';
import { oneLine } from '../text/width.js';
import type { ReportView } from '../types.js';
import { keyText, rotationText } from '../../model/secret-words.js';
import { accessText, openFindingsText, tagTexts } from './words.js';
import { worstSecrets } from './worst.js';

const mostSecrets = 20;
/** How much of an account's name stands beside its id, and from how many columns on it is whole: AWS takes 50 characters. */
const narrowName = 24;
const wholeName = { from: 120, width: 50 };

const notRecorded = 'Last and next rotation, and last access: not recorded by AWS Config; --deep reads them.';

/** The secrets that are worst off, each with its findings and what it is. */
export function worstSection(view: ReportView, style: Style): readonly string[] {
  const worst = worstSecrets(view.report);
  const shown = worst.slice(0, mostSecrets);
  const units = new Map(view.report.accounts.map(({ id, unit }) => [id, unit]));
  const rest = worst.length - shown.length;
  return section(style, `Non-compliant secrets (${thousands(worst.length)})`, [
    ...shown.flatMap((secret) => secretLines(secret, units.get(secret.accountId), view, style)),
    ...(rest > 0
      ? [style.colors.dim(`and ${count(rest, 'more secret')}; --format csv has all of them`)]
      : []),
    ...(shown.some(({ access }) => access === 'not-read')
      ? hanging(style, '', notRecorded).map((line) => style.colors.dim(line))
      : []),
  ]);
}

function secretLines(
  secret: ReportedSecret,
  unit: string | undefined,
  { accountNames, report }: ReportView,
  style: Style,
): readonly string[] {
  const { accountId, key, name, owner, region, rotation } = secret;
  const nameWidth = style.width >= wholeName.from ? wholeName.width : narrowName;
  const about = [
    [accountLabel(accountId, accountNames, nameWidth), unit, region]
      .filter((part) => part !== undefined)
      .join(', '),
    ...(owner === undefined ? [] : [`owner ${oneLine(owner)}`]),
    ...tagTexts(secret),
    `key ${keyText(key)}`,
    `rotation ${rotationText(rotation)}`,
    ...accessed(secret),
  ];
  const head = hanging(style, '✖ ', oneLine(name));
  return [
    ...head.map((line) => style.colors.red(line)),
    ...hanging(style, '    ', openFindingsText(secret, report.generatedAt)),
    ...hanging(style, '    ', about.join(' · ')).map((line) => style.colors.dim(line)),
  ];
}

/** Only where somebody asked: AWS Config does not record it. */
function accessed(secret: ReportedSecret): readonly string[] {
  if (secret.access === 'not-read') return [];
  if ('unknown' in secret.access) return [`rotated and accessed: ${accessText(secret, 'lastAccessed')}`];
  const rotated = accessText(secret, 'lastRotated').slice(0, 10);
  const { nextRotation } = secret.access;
  return [
    `last rotated ${rotated}`,
    ...(nextRotation === undefined ? [] : [`next rotation ${nextRotation.slice(0, 10)}`]),
    `last accessed ${accessText(secret, 'lastAccessed')}`,
  ];
}
