import type { AccountCoverage } from '../model/account-coverage.js';
import type { AccountId } from '../model/target.js';
import { accountLabel } from './text/accounts.js';
import type { Style } from './text/style.js';
import { padEnd, textWidth, truncate } from './text/width.js';

const gap = 2;
/** An id with the beginning of a name; the end of a path. */
const least = { label: 24, unit: 12 } as const;

/**
 * A line for each account: who, where, its state, how many of its targets, since when. Where the terminal is too narrow
 * paths give way first (at their beginning), then names, then the column that says since when.
 *
 * @param indent how far the lines will be indented.
 * @returns lines by account.
 */
export function accountLines(
  accounts: readonly AccountCoverage[],
  style: Style,
  indent: number,
): ReadonlyMap<AccountId, string> {
  const rows = accounts.map((account) => ({
    id: account.accountId,
    label: accountLabel(account.accountId, new Map([[account.accountId, account.name]])),
    unit: account.unit,
    rest: [account.state, targetsText(account), sinceText(account)],
  }));
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(textWidth));
  const [state, targets, since] = [0, 1, 2].map((at) => widest(rows.map(({ rest }) => rest[at] ?? '')));
  const natural = { label: widest(rows.map((row) => row.label)), unit: widest(rows.map((row) => row.unit)) };
  const room = style.width - indent - (state ?? 0) - (targets ?? 0) - 3 * gap;
  const narrowest = Math.min(natural.label, least.label) + Math.min(natural.unit, least.unit);
  const withSince = room - (since ?? 0) - gap >= narrowest;
  const left = withSince ? room - (since ?? 0) - gap : room;
  const unit = Math.max(Math.min(natural.unit, least.unit), Math.min(natural.unit, left - natural.label));
  const label = Math.max(Math.min(natural.label, least.label), Math.min(natural.label, left - unit));
  const lineOf = ({ rest, ...row }: (typeof rows)[number]) =>
    [
      padEnd(truncate(row.label, label), label),
      padEnd(cutFront(row.unit, unit), unit),
      padEnd(rest[0] ?? '', state ?? 0),
      padEnd(rest[1] ?? '', targets ?? 0),
      ...(withSince ? [rest[2] ?? ''] : []),
    ]
      .join(' '.repeat(gap))
      .trimEnd();
  return new Map(rows.map((row) => [row.id, lineOf(row)]));
}

function targetsText({ targets: { desired, deployed, proved } }: AccountCoverage): string {
  return desired === 0 ? '-' : `${proved ?? deployed}/${desired}`;
}

/** The day is enough for people. */
export function sinceText({ since }: AccountCoverage): string {
  return since === undefined ? '' : `${since.what} ${since.at.slice(0, 10)}`;
}

/** A path says most at its end. */
function cutFront(path: string, width: number): string {
  if (textWidth(path) <= width) return path;
  const backwards = [...new Intl.Segmenter('en').segment(path)].map(({ segment }) => segment).reverse();
  return [...new Intl.Segmenter('en').segment(truncate(backwards.join(''), width))]
    .map(({ segment }) => segment)
    .reverse()
    .join('');
}
