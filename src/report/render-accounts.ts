import type { AccountCoverage, CoverageState, Pending } from '../model/account-coverage.js';
import { accountLines, sinceText } from './accounts-table.js';
import { callsLine } from './render-outcome.js';
import { groupBy } from '../model/group-by.js';
import { distinct } from './text/accounts.js';
import { placesText, regionsText } from './text/places.js';
import { groupByReason, withoutPlaces } from './text/reasons.js';
import { count, hanging, section, thousands } from './text/style.js';
import type { Style } from './text/style.js';
import type { AccountsView } from './types.js';

/** Every account in a line of its own, those with the same reason together; what needs attention comes first. */
export function renderAccounts(view: AccountsView, style: Style): string {
  const lineOf = accountLines(view.accounts, style, 4);
  const lines = (accounts: readonly AccountCoverage[]) =>
    accounts.map(({ accountId }) => `  ${lineOf.get(accountId) ?? accountId}`);
  const of = (state: CoverageState) => view.accounts.filter(({ coverage }) => coverage === state);
  return [
    style.colors.bold(`Organization ${view.organizationId}: ${tally(view)}`),
    ...section(
      style,
      `Pending (${thousands(of('pending').length)})`,
      pendingLines(of('pending'), lines, style),
    ),
    ...section(
      style,
      `Left out (${thousands(of('excluded').length)})`,
      excludedLines(of('excluded'), lines, style),
    ),
    ...section(style, `Deployed (${thousands(of('deployed').length)})`, [
      ...lines(of('deployed')),
      ...note(
        of('deployed').length > 0,
        'This is what our stacks say; --prove looks into every target.',
        style,
      ),
    ]),
    ...assumedLines(view, style),
    ...section(style, `Proved (${thousands(of('proved').length)})`, lines(of('proved'))),
    '',
    ...sinceNote(
      // Where the terminal is narrow the times are left out.
      view.accounts.filter((account) => lineOf.get(account.accountId)?.endsWith(sinceText(account))),
      style,
    ),
    callsLine(view.calls, style),
  ].join('\n');
}

function assumedLines({ accounts, accountNames }: AccountsView, style: Style): readonly string[] {
  const places = accounts.flatMap(({ accountId, assumed }) =>
    assumed.map((region) => ({ accountId, region })),
  );
  if (places.length === 0) return [];
  const words =
    'Our rules stand there, and no recorder of ours: it is taken to be somebody else’s; --prove looks.';
  return section(style, `Taken for granted (${thousands(places.length)})`, [
    ...hanging(style, '? ', words),
    ...placesText(places, accountNames).flatMap((line) => hanging(style, '    ', line)),
  ]);
}

function tally({ accounts }: AccountsView): string {
  const states = (['proved', 'deployed', 'pending', 'excluded'] as const).flatMap((state) => {
    const n = accounts.filter(({ coverage }) => coverage === state).length;
    return n === 0 ? [] : [`${thousands(n)} ${state === 'excluded' ? 'left out' : state}`];
  });
  return [count(accounts.length, 'account'), ...states].join(', ');
}

type Lines = (accounts: readonly AccountCoverage[]) => readonly string[];

const waiting: Readonly<Record<Pending['waitsFor'], string>> = {
  apply: 'waits for orgsecrets apply',
  aws: 'waits for AWS',
  person: 'waits for you',
};

function pendingLines(accounts: readonly AccountCoverage[], lines: Lines, style: Style): readonly string[] {
  return [...groupBy(accounts, ({ pending }) => inWords(pending).join('\n')).values()].flatMap((same) => [
    ...reasonLines(same[0]?.pending ?? [], same.length > 1, style),
    ...lines(same),
  ]);
}

/** What accounts that wait for the same have in common. */
function inWords(pending: readonly Pending[]): readonly string[] {
  return groupByReason(pending, keyOf).flatMap(({ reason, items }) => [
    withoutPlaces(reason),
    ...items.flatMap((one) => [keyOf(one), ...one.regions]),
  ]);
}

function keyOf({ waitsFor, instructions = '' }: Pending): string {
  return `${waitsFor} ${withoutPlaces(instructions)}`;
}

function reasonLines(pending: readonly Pending[], areSeveral: boolean, style: Style): readonly string[] {
  const words = (text: string) => (areSeveral ? withoutAccounts(text) : text);
  return groupByReason(pending, keyOf).flatMap(({ reason, items }) => {
    const [first] = items;
    if (first === undefined) return [];
    const regions = items.flatMap((one) => one.regions).toSorted();
    const text = `${words(reason)}, in ${regionsText(distinct(regions))}; ${waiting[first.waitsFor]}`;
    const instructions = first.instructions === undefined ? [] : [words(first.instructions)];
    return [...hanging(style, '! ', text), ...instructions.flatMap((one) => hanging(style, '  → ', one))];
  });
}

const sources = {
  covered: 'covered: since a run made the last of its recorders and rules, as the records of runs say.',
  joined: 'joined: when it became a part of the organization, as AWS says.',
} as const;

/** Where the times come from. */
function sinceNote(accounts: readonly AccountCoverage[], style: Style): readonly string[] {
  const kinds = (['covered', 'joined'] as const).filter((what) =>
    accounts.some(({ since }) => since?.what === what),
  );
  return kinds.flatMap((what) => hanging(style, '', sources[what], 0)).map((line) => style.colors.dim(line));
}

/** Words that stand for several accounts name none of them. */
function withoutAccounts(text: string): string {
  return text.replaceAll(/\b\d{12}\b/g, '<account>');
}

function excludedLines(accounts: readonly AccountCoverage[], lines: Lines, style: Style): readonly string[] {
  const key = ({ exclusions }: AccountCoverage) =>
    exclusions.map(({ reason, region = '', source }) => [reason, region, source].join('\n')).join('\n\n');
  return [...groupBy(accounts, key).values()].flatMap((same) => {
    const exclusions = same[0]?.exclusions ?? [];
    const left = same.filter((one) => one.left.length > 0);
    return [
      ...exclusions.flatMap(({ reason, region, source }) => [
        ...hanging(style, '- ', region === undefined ? reason : `${region}: ${reason}`),
        ...hanging(style, '  ', `source: ${source}`).map((line) => style.colors.dim(line)),
      ]),
      ...lines(same),
      ...note(
        left.length > 0,
        `Stacks of ours are still in ${count(left.length, 'of these accounts', 'of these accounts')}: ${left.map(({ accountId }) => accountId).join(', ')}.`,
        style,
      ),
    ];
  });
}

function note(isTrue: boolean, text: string, style: Style): readonly string[] {
  return isTrue ? hanging(style, '  ', text).map((line) => style.colors.dim(line)) : [];
}
